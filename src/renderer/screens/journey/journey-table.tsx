import type { JourneyScreen, JourneyStageEntry } from '../../../shared/journey.ts';
import { useNow } from '../../app/use-now.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import type { LanguageCode } from '../../../shared/command-barcodes.ts';
import { formatDuration, formatHour, formatList, formatMoment, formatWeight } from '../../i18n/format.ts';
import { useLanguage, useWords, type Words } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { stageName } from './journey-drawing.tsx';
import { stageStory } from './stage-story.ts';

/** All that the picture shows and what happened on the way, in words. */
export function JourneyTable({ journey }: { readonly journey: JourneyScreen }) {
  const t = useWords();
  const { checkout, stages } = journey;
  const name = stageName(t, 'checkout');
  return (
    <table className="table journey-table">
      <caption className="unseen">{t('journey.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('journey.stage')}</th>
          <th scope="col">{t('journey.who')}</th>
          <th scope="col" className="number">
            {t('journey.wait')}
          </th>
          <th scope="col" className="number">
            {t('journey.took')}
          </th>
          <th scope="col">{t('journey.happened')}</th>
          <th scope="col">{t('journey.trace')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">
            {name}
            {checkout.time !== null && <Times from={checkout.time} to={checkout.time} />}
          </th>
          <td data-label={t('journey.who')}>–</td>
          <td data-label={t('journey.wait')} className="number">
            –
          </td>
          <td data-label={t('journey.took')} className="number">
            –
          </td>
          <td>
            {checkout.time_source !== null && (
              <span className="said-quiet">
                {t(`timesource.${checkout.time_source}` as 'timesource.placed_at', {
                  defaultValue: checkout.time_source,
                })}
              </span>
            )}
          </td>
          <Trace id={checkout.trace_id} stage={name} />
        </tr>
        {stages.map((stage) => (
          <StageRow key={`${stage.stage} ${stage.start}`} stage={stage} journey={journey} />
        ))}
      </tbody>
    </table>
  );
}

function StageRow({ stage, journey }: { readonly stage: JourneyStageEntry; readonly journey: JourneyScreen }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const tookS = ((stage.end === null ? now : Date.parse(stage.end)) - Date.parse(stage.start)) / 1000;
  const took = formatDuration(language, tookS);
  const name = stageName(t, stage.stage);
  return (
    <tr>
      <th scope="row">
        {name}
        <Times from={stage.start} to={stage.end} />
      </th>
      <td data-label={t('journey.who')}>
        {stage.operator_id === null ? '–' : shown(stage.operator_id)}
        {stage.station_id !== null && <span className="journey-where">{shown(stage.station_id)}</span>}
      </td>
      <td data-label={t('journey.wait')} className="number said-waiting">
        {formatDuration(language, stage.wait_s)}
      </td>
      <td data-label={t('journey.took')} className="number">
        {stage.end === null ? t('journey.since', { time: took }) : took}
      </td>
      <td data-label={t('journey.happened')}>
        <span className="journey-events">
          <Events stage={stage} journey={journey} />
        </span>
      </td>
      <Trace id={stage.trace_id} stage={name} />
    </tr>
  );
}

function Events({ stage, journey }: { readonly stage: JourneyStageEntry; readonly journey: JourneyScreen }) {
  const t = useWords();
  const language = useLanguage();
  const { lines, wrong, shorts, undone, scans } = stageStory(journey.inputs, stage.stage);
  const links = stage.links.map((link) => stageName(t, link.stage));
  return (
    <>
      {lines !== null && lines > 0 && <span>{t('journey.lines', { count: lines })}</span>}
      {scans > 0 && <span>{t('journey.scans', { count: scans })}</span>}
      {wrong > 0 && <span className="said-late">{t('journey.wrong', { count: wrong })}</span>}
      {shorts > 0 && <span className="said-waiting">{t('journey.shorts', { count: shorts })}</span>}
      {undone > 0 && <span>{t('journey.undone', { count: undone })}</span>}
      {parcelWords(stage.stage, journey.parcels, t, language).map((words) => (
        <span key={words}>{words}</span>
      ))}
      {links.length > 0 && (
        <span className="said-quiet">{t('journey.links', { stages: formatList(language, links) })}</span>
      )}
    </>
  );
}

/** Of the pack what was packed, of the dispatch what left and under which number. */
function parcelWords(
  stage: string,
  parcels: JourneyScreen['parcels'],
  t: Words,
  language: LanguageCode,
): readonly string[] {
  if (parcels.length === 0) return [];
  const some = (texts: readonly (string | null)[]): string[] => [
    ...new Set(texts.filter((text) => text !== null).map(shown)),
  ];
  if (stage === 'pack') {
    const boxes = some(parcels.map(({ box }) => box));
    const grams = parcels.reduce((all, { weight_g: weight }) => all + (weight ?? 0), 0);
    return [
      t('home.parcels', { count: parcels.length }),
      ...(boxes.length > 0 ? [t('journey.boxes', { boxes: formatList(language, boxes) })] : []),
      ...(grams > 0 ? [formatWeight(language, grams)] : []),
    ];
  }
  if (stage !== 'ship') return [];
  return [
    ...some(parcels.map(({ carrier }) => carrier)),
    ...some(parcels.map(({ tracking_number: number }) => number)),
  ];
}

function Times({ from, to }: { readonly from: string; readonly to: string | null }) {
  const language = useLanguage();
  const now = useNow();
  const start = formatMoment(language, from, now);
  const isSameDay = to !== null && new Date(to).toDateString() === new Date(from).toDateString();
  const end = to === null || to === from ? '' : isSameDay ? formatHour(language, to) : formatMoment(language, to, now);
  return (
    <span className="journey-times">
      {start}
      {end !== '' && ` – ${end}`}
      {to === null && ' –'}
    </span>
  );
}

function Trace({ id, stage }: { readonly id: string | null; readonly stage: string }) {
  const t = useWords();
  return (
    <td>
      {id === null ? (
        <span className="said-waiting">{t('journey.no_trace')}</span>
      ) : (
        <CopyButton text={id} label={t('journey.copy', { stage })} />
      )}
    </td>
  );
}
