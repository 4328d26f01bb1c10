import { useState } from 'react';
import type { CallName, Reply, ResultOf } from '../../../shared/contract.ts';
import { STEP_PARTS, type Finding, type SettingsChanged, type SetUpStepName } from '../../../shared/set-up.ts';
import { useStore } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';
import { changesOf, type Draft } from './step-fields.ts';

/** What came of the last thing that was pressed in a step. */
export interface StepResult {
  readonly faults: readonly string[];
  readonly findings: readonly Finding[] | null;
  readonly saved: boolean;
}

const NOTHING: StepResult = { faults: [], findings: null, saved: false };

/** A step's draft, and what its buttons do with it. `wait`: something saved holds from the next start. */
export function useStep(step: SetUpStepName, changed: (wait: boolean) => void) {
  const t = useWords();
  const { client } = useStore();
  const [draft, setDraft] = useState<Draft>({});
  /** Of a lead, for the log. */
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<StepResult>(NOTHING);

  async function asked<Name extends CallName>(
    ask: Promise<Reply<ResultOf<Name>>>,
  ): Promise<ResultOf<Name> | undefined> {
    if (isBusy) return undefined;
    setBusy(true);
    const reply = await ask;
    setBusy(false);
    if (reply.ok) return reply.result;
    setResult({ ...NOTHING, faults: [t(reply.code === 'away' ? 'banner.away' : 'pages.failed')] });
    return undefined;
  }
  function take(came: SettingsChanged | undefined): void {
    if (came === undefined) return;
    setResult(came.ok ? { ...NOTHING, saved: true } : { ...NOTHING, faults: came.faults });
    if (!came.ok) return;
    setDraft({});
    setReason('');
    changed(came.wait.length > 0);
  }
  const why = reason.trim() === '' ? {} : { reason: reason.trim() };
  return {
    draft,
    result,
    reason,
    give: setReason,
    isBusy,
    isChanged: Object.keys(draft).length > 0,
    enter: (path: string, value: unknown): void => setDraft((now) => ({ ...now, [path]: value })),
    save: async (): Promise<void> =>
      take(await asked<'changeSettings'>(client.changeSettings({ changes: changesOf(step, draft), ...why }))),
    undo: async (): Promise<void> => take(await asked<'undoSettings'>(client.undoSettings(why))),
    test: async (): Promise<void> => {
      setResult(NOTHING);
      const findings = await asked<'check'>(client.check({ checks: [...STEP_PARTS[step].checks] }));
      if (findings !== undefined) setResult({ ...NOTHING, findings });
    },
  };
}
