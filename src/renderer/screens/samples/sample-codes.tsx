import { COMMAND_LIST } from '../../../shared/command-list.ts';
import type { SampleCode } from '../../../shared/contract.ts';
import type { View } from '../../../shared/views.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { useReply } from '../../app/use-reply.ts';
import { Barcode } from '../../components/barcode.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useWords, type Words } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { nextSample, sampleRows, type SampleRow } from './next-sample.ts';
import './sample-codes.css';

const DRAWING: Readonly<Record<SampleCode['kind'], IconName>> = {
  command: 'command',
  badge: 'badge',
  order: 'label',
  bin: 'bin',
  item: 'item',
  tote: 'tote',
};

/** What a newcomer scans or clicks to finish an order: the codes in their order, the next one in blue. */
export function SampleCodes({ view }: { readonly view: View }) {
  const t = useWords();
  const store = useStore();
  const { move } = usePlace();
  // The codes follow the work: asked for again whenever the station has moved on.
  const sequence = useStation(({ station }) => station?.sequence ?? 0);
  const asked = useReply(String(sequence), () => store.client.samples({}));
  const rows = sampleRows(asked.state === 'there' ? asked.result : []);
  const next = nextSample(rows, view);
  return (
    <aside className="samples" aria-label={t('pages.samples')}>
      <header className="samples-head">
        <h2>{t('samples.title')}</h2>
        <button
          type="button"
          className="button"
          aria-label={t('samples.close')}
          onClick={() => move({ to: 'samples' })}
        >
          <Icon name="cross" />
        </button>
      </header>
      <ol className="samples-list">
        {rows.map((row, place) => (
          <li key={`${row.part} ${row.code} ${rows.slice(0, place).filter(({ code }) => code === row.code).length}`}>
            <button
              ref={place === next ? intoSight : null}
              type="button"
              className="sample"
              aria-current={place === next ? 'step' : undefined}
              onClick={() => store.submit({ text: row.code, entry: 'touch', startedMs: performance.now() })}
            >
              <span className="sample-words">
                <Icon name={DRAWING[row.kind]} />
                <span className="sample-name">{nameOf(row, t)}</span>
                {row.times > 1 && <span className="sample-times">× {row.times}</span>}
              </span>
              {place === next && <Barcode text={row.code} />}
              {nameOf(row, t) !== shown(row.code) && <bdi className="sample-code code">{shown(row.code)}</bdi>}
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** The next code is never below the edge of the list. */
const intoSight = (element: Element | null): void => element?.scrollIntoView({ block: 'nearest' });

/** A command by the word of its button; everything else by what it is a code of. */
function nameOf({ label, code, kind }: SampleRow, t: Words): string {
  if (kind === 'badge') return t('samples.badge');
  const command =
    COMMAND_LIST.find((each) => each.code === code) ??
    COMMAND_LIST.find((each) => each.asks !== undefined && each.code !== '' && code.startsWith(each.code));
  if (command === undefined) return shown(label);
  return command.code === code
    ? t(`command.${command.name}`)
    : `${t(`command.${command.name}`)} ${shown(code.slice(command.code.length))}`;
}
