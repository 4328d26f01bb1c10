import { useState } from 'react';
import type { SetUpStepName } from '../../../shared/set-up.ts';
import { useStore } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { useReply } from '../../app/use-reply.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { ScannerSetUp } from '../settings/scanner-set-up.tsx';
import { StepPanel } from './step-panel.tsx';
import './set-up-page.css';

/** The set-up of the station, step by step and in any order: each is saved by itself, and none has to be done. */
export function SetUpPage() {
  const t = useWords();
  const { client, refresh } = useStore();
  const { move } = usePlace();
  const [chosen, choose] = useState<SetUpStepName>('station');
  const [version, setVersion] = useState(0);
  const [waits, setWaits] = useState(false);
  const [isScanning, setScanning] = useState(false);
  const asked = useReply(String(version), () => client.settings({}));
  if (isScanning) return <ScannerSetUp close={() => setScanning(false)} />;
  const changed = (wait: boolean): void => {
    setVersion((now) => now + 1);
    setWaits((before) => before || wait);
    // Whether this is still a first run.
    void refresh();
  };
  const state = asked.state === 'there' ? asked.result : null;
  const back = (
    <button type="button" className="button journey-back" onClick={() => move({ to: 'settings' })}>
      {t('pages.settings')}
    </button>
  );
  return (
    <Page name="station-set-up" title={t('setup.title')} aside={back}>
      {asked.state === 'failed' && <p>{t('pages.failed')}</p>}
      {state !== null && 'problem' in state && <p>{shown(state.problem)}</p>}
      {state !== null && 'right' in state && state.right === 'none' && (
        <p className="set-up-wait" role="status">
          {t('setup.barred')}
        </p>
      )}
      {waits && (
        <div className="set-up-wait" role="status">
          <p>{t('setup.wait')}</p>
          <button type="button" className="button" data-loud onClick={() => void client.restart({})}>
            {t('setup.restart')}
          </button>
        </div>
      )}
      {state !== null && 'steps' in state && (
        <div className="set-up-steps">
          <div className="set-up-list" role="group" aria-label={t('setup.steps')}>
            {state.steps.map(({ step, todo }) => (
              <button
                key={step}
                type="button"
                className="button"
                aria-current={step === chosen ? 'step' : undefined}
                onClick={() => choose(step)}
              >
                <Icon name={todo === null ? 'check' : 'attention'} />
                {t(`setup.step.${step}`)}
              </button>
            ))}
          </div>
          {state.steps
            .filter(({ step }) => step === chosen)
            .map((step) => (
              <StepPanel
                key={chosen}
                state={state}
                step={step}
                changed={changed}
                setUpScanner={() => setScanning(true)}
              />
            ))}
        </div>
      )}
    </Page>
  );
}
