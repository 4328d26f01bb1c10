import { useState } from 'react';
import type { PrinterFacts } from '../../../shared/facts.ts';
import type { TestPrinted } from '../../../shared/papers.ts';
import { useFacts, useStore } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { Icon } from '../../components/icon.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';

/** Each printer in words, and a button that prints a page of its own. */
export function PrinterList() {
  const { print } = useFacts();
  return (
    <ul className="printers">
      {print.printers.map((printer) => (
        <Printer key={printer.name} printer={printer} isChoice={print.printers.length > 1} />
      ))}
    </ul>
  );
}

type Test = { readonly state: 'rests' | 'runs' | 'failed' } | { readonly state: 'ended'; readonly result: TestPrinted };

interface PrinterProps {
  readonly printer: PrinterFacts;
  /** There is another that could be taken in its place. */
  readonly isChoice: boolean;
}

function Printer({ printer: { name, problem, waiting }, isChoice }: PrinterProps) {
  const t = useWords();
  const language = useLanguage();
  const store = useStore();
  const { move } = usePlace();
  const [test, setTest] = useState<Test>({ state: 'rests' });

  async function print(): Promise<void> {
    if (test.state === 'runs') return;
    setTest({ state: 'runs' });
    const reply = await store.client.testPrint({ printer: name });
    setTest(reply.ok ? { state: 'ended', result: reply.result } : { state: 'failed' });
  }
  // What the station says to it is shown where the work is.
  function choose(): void {
    store.submit({ text: `PS:PRINTER:${name}`, entry: 'touch', startedMs: performance.now() });
    move({ to: 'work' });
  }
  return (
    <li className="printer" data-problem={problem !== null}>
      <div className="printer-facts">
        <strong className="printer-name">
          <Icon name={problem === null ? 'printer' : 'attention'} />
          {shown(name)}
        </strong>
        <span>{problem === null ? t('status.printer_ready') : t(`printer.${problem}`)}</span>
        {waiting > 0 && (
          <span className="fact-note">{t('status.printer_waiting', { number: formatNumber(language, waiting) })}</span>
        )}
        <span role="status" className="printer-tested">
          <Tested test={test} />
        </span>
      </div>
      <div className="printer-buttons">
        {waiting > 0 && (
          <button type="button" className="button" onClick={() => move({ to: 'waiting', printer: name })}>
            {t('status.show_waiting')}
            <span className="unseen"> {shown(name)}</span>
          </button>
        )}
        {isChoice && (
          <button type="button" className="button" onClick={choose}>
            {t('status.print_here')}
            <span className="unseen"> {shown(name)}</span>
          </button>
        )}
        <button type="button" className="button" aria-disabled={test.state === 'runs'} onClick={() => void print()}>
          {t(test.state === 'runs' ? 'status.test_printing' : 'status.test_print')}
          <span className="unseen"> {shown(name)}</span>
        </button>
      </div>
    </li>
  );
}

function Tested({ test }: { readonly test: Test }) {
  const t = useWords();
  if (test.state === 'failed') return t('pages.failed');
  if (test.state !== 'ended') return null;
  const { state, problem } = test.result;
  if (state === null) return t('paper.gone');
  const words = t(`printstate.${state}`);
  const isOut = state === 'sent' || state === 'confirmed';
  return (
    <>
      {t('status.tested')} {problem === null || isOut ? words : `${words}: ${t(`printer.${problem}`)}`}
    </>
  );
}
