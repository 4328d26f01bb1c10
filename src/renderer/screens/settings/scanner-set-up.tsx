import { useEffect, useEffectEvent, useState } from 'react';
import type { ScannerSettings } from '../../../shared/scanner-settings.ts';
import { useStore } from '../../app/station-context.ts';
import { Barcode } from '../../components/barcode.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../i18n/words.ts';
import type { KeyStroke } from '../../scanner/events.ts';
import { recordKeys } from '../../scanner/record-keys.ts';
import { findSettings, TEST_CODE, type SetUpResult } from '../../scanner/set-up.ts';

/** The slowest scanner that works pauses less than this within a code. */
const SILENCE_MS = 800;
/** Fewer keys are no code. */
const FEWEST = 4;

const isDown = ({ kind }: KeyStroke): boolean => kind === 'down';

/** One test code, scanned once: what it says about the scanner is shown, and kept where it works. */
export function ScannerSetUp({ close }: { readonly close: () => void }) {
  const t = useWords();
  const store = useStore();
  const result = useTestScan(close);
  useEffect(() => {
    if (result?.ok === true) store.setPreferences({ scanner: result.settings });
  }, [result, store]);
  return (
    <Page
      name="set-up"
      title={t('settings.scanner')}
      aside={
        <button type="button" className="button journey-back" onClick={close}>
          {t('pages.settings')}
        </button>
      }
    >
      <div className="set-up">
        <p className="set-up-say">{t('scanner.setup.scan')}</p>
        <div className="set-up-code">
          <Barcode text={TEST_CODE} />
        </div>
        <div className="set-up-result" role="status" data-ok={result?.ok}>
          {result === null ? (
            <p className="said-quiet">{t('scanner.setup.waiting')}</p>
          ) : (
            <>
              <p className="set-up-verdict">
                <Icon name={result.ok ? 'check' : 'cross'} />
                {t(result.ok ? 'scanner.setup.works' : 'scanner.setup.failed')}
              </p>
              {result.advice.map((advice) => (
                <p key={advice}>{t(advice)}</p>
              ))}
              {result.ok && <Found settings={result.settings} />}
            </>
          )}
        </div>
      </div>
    </Page>
  );
}

function Found({ settings }: { readonly settings: ScannerSettings }) {
  const t = useWords();
  const { terminator, gapMs, prefix, suffix, decode } = settings;
  return (
    <dl className="set-up-found">
      <dt>{t('scanner.found.terminator')}</dt>
      <dd className="code">{terminator}</dd>
      {prefix !== '' && (
        <>
          <dt>{t('scanner.found.prefix')}</dt>
          <dd className="code">{prefix}</dd>
        </>
      )}
      {suffix !== '' && (
        <>
          <dt>{t('scanner.found.suffix')}</dt>
          <dd className="code">{suffix}</dd>
        </>
      )}
      <dt>{t('scanner.found.gap')}</dt>
      <dd className="code">{gapMs} ms</dd>
      <dt>{t('scanner.found.keyboard')}</dt>
      <dd>{t(decode === 'key' ? 'scanner.found.by_system' : 'scanner.found.by_place')}</dd>
    </dl>
  );
}

/** Takes every key while the page is open; a silence ends the scan. @returns what the last one said. */
function useTestScan(close: () => void): SetUpResult | null {
  const [result, setResult] = useState<SetUpResult | null>(null);
  const leave = useEffectEvent(close);
  useEffect(() => {
    let strokes: KeyStroke[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      const keys = strokes.filter(isDown);
      if (keys.length >= FEWEST) setResult(findSettings(strokes));
      // A person at the keyboard: only the way out is theirs here.
      else if (keys.at(-1)?.key === 'Escape') leave();
      strokes = [];
    };
    const stop = recordKeys((stroke) => {
      strokes.push(stroke);
      clearTimeout(timer);
      const isEscape = strokes.filter(isDown).length === 1 && stroke.key === 'Escape';
      timer = setTimeout(end, isEscape ? 50 : SILENCE_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return result;
}
