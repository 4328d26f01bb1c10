import { useState } from 'react';
import type { PrinterFacts } from '../../../shared/facts.ts';
import type { TestPrinted } from '../../../shared/papers.ts';
import { useFacts, useStore } from '../../app/station-context.ts';
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
        <Printer key={printer.name} printer={printer} />
      ))}
    </ul>
  );
}

type Test = { readonly state: 'rests' | 'runs' | 'failed' } | { readonly state: 'ended'; readonly result: TestPrinted };

function Printer({ printer: { name, problem, waiting } }: { readonly printer: PrinterFacts }) {
  const t = useWords();
  const language = useLanguage();
  const { client } = useStore();
  const [test, setTest] = useState<Test>({ state: 'rests' });

  async function print(): Promise<void> {
    if (test.state === 'runs') return;
    setTest({ state: 'runs' });
    const reply = await client.testPrint({ printer: name });
    setTest(reply.ok ? { state: 'ended', result: reply.result } : { state: 'failed' });
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
      <button type="button" className="button" aria-disabled={test.state === 'runs'} onClick={() => void print()}>
        {t(test.state === 'runs' ? 'status.test_printing' : 'status.test_print')}
        <span className="unseen"> {shown(name)}</span>
      </button>
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
