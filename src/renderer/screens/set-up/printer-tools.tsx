import { useState } from 'react';
import { useStore } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';

/** Queues of this computer to choose from, and a page on every printer that is saved. */
export function PrinterTools({
  printers,
  add,
}: {
  readonly printers: readonly string[];
  readonly add: (queue: string) => void;
}) {
  const t = useWords();
  const { client } = useStore();
  const [found, setFound] = useState<readonly string[] | null>(null);
  const [said, setSaid] = useState('');

  async function look(): Promise<void> {
    const reply = await client.queues({});
    setFound(reply.ok ? reply.result.queues : []);
    setSaid(reply.ok ? (reply.result.problem ?? '') : t('pages.failed'));
  }
  async function print(printer: string): Promise<void> {
    setSaid(t('setup.printing', { printer: shown(printer) }));
    const reply = await client.testPrint({ printer });
    const state = reply.ok ? reply.result.state : null;
    const words = state === null ? t('setup.print.none') : t(`setup.print.${state}`);
    setSaid(`${shown(printer)}: ${words}`);
  }
  return (
    <section className="set-up-tools">
      <div className="one-of">
        <button type="button" className="button" onClick={() => void look()}>
          {t('setup.look')}
        </button>
        {printers.map((printer) => (
          <button key={printer} type="button" className="button" onClick={() => void print(printer)}>
            {t('setup.test_print', { printer: shown(printer) })}
          </button>
        ))}
      </div>
      {found?.length === 0 && <p className="said-quiet">{t('setup.no_queues')}</p>}
      <div className="one-of">
        {found?.map((queue) => (
          <button key={queue} type="button" className="button" onClick={() => add(queue)}>
            {t('setup.add_queue', { queue: shown(queue) })}
          </button>
        ))}
      </div>
      <p role="status">{shown(said)}</p>
    </section>
  );
}
