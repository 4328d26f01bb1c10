import { useState } from 'react';
import { STEP_PARTS, type SettingsScreen, type SetUpStep } from '../../../shared/set-up.ts';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { FieldRow } from './field-row.tsx';
import { Findings } from './findings.tsx';
import { ListRows } from './list-rows.tsx';
import { PrinterTools } from './printer-tools.tsx';
import { STEP_FIELDS, valueOf } from './step-fields.ts';
import { useStep } from './use-step.ts';

interface Props {
  readonly state: SettingsScreen;
  readonly step: SetUpStep;
  readonly changed: (wait: boolean) => void;
  readonly setUpScanner: () => void;
}

/** One step: what holds now, what can be entered, a test, and what came of it. */
export function StepPanel({ state, step, changed, setUpScanner }: Props) {
  const t = useWords();
  const { draft, result, reason, give, isBusy, isChanged, enter, save, undo, test } = useStep(step.step, changed);
  // Fields show what they were told until they are drawn anew.
  const [drawn, setDrawn] = useState(0);
  const valueAt = (path: string): unknown => (Object.hasOwn(draft, path) ? draft[path] : valueOf(state.file, path));
  const rows = valueAt('printers');
  const saved = valueOf(state.file, 'printers');
  const names = Array.isArray(saved) ? (saved as { readonly name: string }[]).map(({ name }) => name) : [];
  const hasSecret = STEP_FIELDS[step.step].some(({ kind }) => kind === 'secret');
  const mayChange = state.right === 'free' || (state.right === 'with_reason' && reason.trim() !== '');
  const again = (act: () => Promise<void>): void => void act().then(() => setDrawn((n) => n + 1));
  return (
    <section className="set-up-panel" aria-label={t(`setup.step.${step.step}`)}>
      <h2>{t(`setup.step.${step.step}`)}</h2>
      <p className="said-quiet">
        {t(`setup.from.${step.state}`)} <strong>{shown(step.value)}</strong>
      </p>
      {step.state === 'environment' && <p>{t('setup.by_environment')}</p>}
      {step.todo !== null && <p className="set-up-todo">{t(`setup.todo.${step.step as 'numbers'}`)}</p>}
      {hasSecret && state.no_keychain !== null && <p>{t('setup.no_keychain')}</p>}
      <form
        key={drawn}
        className="set-up-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isChanged && mayChange) again(save);
        }}
      >
        {STEP_FIELDS[step.step].map((field) =>
          field.kind === 'list' ? (
            <ListRows
              key={field.path}
              field={field}
              value={valueAt(field.path)}
              change={(next) => enter(field.path, next)}
            />
          ) : (
            <FieldRow
              key={field.path}
              field={field}
              label={t(`setup.field.${field.path}` as 'setup.field.station.id')}
              value={valueAt(field.path)}
              isKept={state.secret_paths.includes(field.path)}
              change={(next) => enter(field.path, next)}
            />
          ),
        )}
        {step.step === 'printers' && (
          <PrinterTools
            printers={names.length === 0 ? ['folder'] : names}
            add={(queue) =>
              enter('printers', [
                ...(Array.isArray(rows) ? (rows as readonly object[]) : []),
                { name: queue, kind: 'system', queue, format: 'pdf' },
              ])
            }
          />
        )}
        {state.right === 'with_reason' && (
          <FieldRow
            field={{ kind: 'text', path: 'reason' }}
            label={t('setup.reason')}
            value={reason}
            change={(text) => give(typeof text === 'string' ? text : '')}
          />
        )}
        <div className="one-of">
          {STEP_FIELDS[step.step].length > 0 && (
            <button
              type="submit"
              className="button"
              data-loud={isChanged}
              aria-disabled={!isChanged || !mayChange || isBusy}
            >
              {t('setup.save')}
            </button>
          )}
          {step.step === 'scanner' && (
            <button type="button" className="button" data-loud onClick={setUpScanner}>
              {t('settings.set_up')}
            </button>
          )}
          {STEP_PARTS[step.step].checks.length > 0 && (
            <button type="button" className="button" aria-disabled={isBusy} onClick={() => void test()}>
              {t(isBusy ? 'setup.testing' : 'setup.test')}
            </button>
          )}
          {state.history.length > 1 && (
            <button
              type="button"
              className="button"
              aria-disabled={!mayChange || isBusy}
              onClick={() => mayChange && again(undo)}
            >
              {t('setup.undo')}
            </button>
          )}
        </div>
      </form>
      <div role="status" className="set-up-said">
        {result.saved && <p>{t('setup.saved')}</p>}
        {result.faults.length > 0 && (
          <Findings
            findings={result.faults.map((what) => ({
              check: 'settings',
              state: 'problem',
              code: 'fault',
              what,
              todo: null,
            }))}
          />
        )}
        {result.findings !== null && <Findings findings={result.findings} />}
      </div>
    </section>
  );
}
