import { KEEP_REASONS, REPRINT_REASONS, WEIGHT_REASONS, type CommandName } from '../../shared/command-list.ts';
import type { View } from '../../shared/views.ts';
import { useStore } from '../app/station-context.ts';
import { BigCode } from '../components/big-code.tsx';
import { Choices } from '../components/choices.tsx';
import { ParcelList } from '../components/parcel-list.tsx';
import { ProgressColumn } from '../components/progress-column.tsx';
import { Stage } from '../components/stage.tsx';
import { Tile } from '../components/tile.tsx';
import { formatNumber, formatWeight } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { LeadQuestion } from './lead-question.tsx';
import './bench.css';

type LabelView = Extract<View, { kind: 'question'; question: 'label' }>;
type LeadView = Extract<View, { kind: 'question'; question: 'lead' }>;
type QuestionView = Exclude<Extract<View, { kind: 'question' }>, LabelView | LeadView>;
type AboutOther = Extract<QuestionView, { other_station: string }>;

/** Something has to be decided before the work goes on. */
export function QuestionScreen({ view }: { readonly view: QuestionView | LabelView | LeadView }) {
  if (view.question === 'lead') return <LeadQuestion view={view} />;
  return view.question === 'label' ? <LabelQuestion view={view} /> : <BenchQuestion view={view} />;
}

function BenchQuestion({ view }: { readonly view: QuestionView }) {
  const t = useWords();
  const language = useLanguage();
  const { progress } = view;
  const number = (value: number): string => formatNumber(language, value);
  return (
    <>
      <Stage view={view} where={t('stage.question')}>
        {view.question === 'weight' ? <WeightQuestion view={view} /> : <ShortQuestion view={view} />}
        {view.question === 'conflict' && <GoOnHere view={view} />}
      </Stage>
      <ProgressColumn
        title={view.order_id}
        progress={progress}
        hasPaper={view.parcels.some(({ sscc }) => sscc !== null)}
        words={t('progress.lines', { done: number(progress.done), total: number(progress.total) })}
      >
        <ParcelList parcels={view.parcels} current={view.filling?.number ?? 0} />
      </ProgressColumn>
    </>
  );
}

/** What the scale says against what was expected, and the reasons there are. */
function WeightQuestion({ view }: { readonly view: QuestionView }) {
  const t = useWords();
  const language = useLanguage();
  const store = useStore();
  const { expected_weight_g: expected = null, weight_g: weight = null } = view.filling ?? {};
  const off = expected === null || weight === null ? null : weight - expected;
  return (
    <>
      <div className="bench">
        <BigCode words code={weight === null ? '?' : formatWeight(language, weight)} caption={t('question.measured')} />
        <div className="bench-tiles">
          <Tile
            icon="weight"
            caption={t('question.expected')}
            value={expected === null ? '–' : formatWeight(language, expected)}
          />
          <Tile
            icon="attention"
            caption={t('question.difference')}
            value={off === null ? '–' : formatWeight(language, off, true)}
            now
          />
        </div>
      </div>
      <Choices
        label={t('ask.reason')}
        choices={WEIGHT_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
        choose={(word) => store.submit({ text: `PS:REASON:${word}`, entry: 'touch', startedMs: performance.now() })}
      />
    </>
  );
}

/** Paper of which nobody knows whether it came out: what to look for, and where. */
function LabelQuestion({ view }: { readonly view: LabelView }) {
  const t = useWords();
  const store = useStore();
  const { paper } = view;
  const code = paper.tracking_number ?? paper.sscc ?? paper.order_id ?? paper.document;
  return (
    <>
      <Stage view={view} where={t('stage.question')}>
        <BigCode code={code} caption={t('question.printer', { name: shown(paper.printer) })} />
        {paper.said_no && (
          <Choices
            label={t('ask.reprint')}
            choices={REPRINT_REASONS.map((value) => ({ value, label: t(`reprint.${value}`) }))}
            choose={(word) =>
              store.submit({ text: `PS:REPRINT:${word}`, entry: 'touch', startedMs: performance.now() })
            }
          />
        )}
      </Stage>
      <ProgressColumn title={paper.order_id ?? paper.document} progress={view.progress} hasPaper />
    </>
  );
}

const SHORT_ANSWERS: readonly { readonly value: string; readonly name: CommandName }[] = [
  { value: 'PS:RELEASE', name: 'release' },
  { value: 'PS:CANCEL', name: 'cancel' },
];

/** An order of which something is missing, or that another station has too: a lead lets it go, or leaves it. */
function ShortQuestion({ view }: { readonly view: QuestionView }) {
  const t = useWords();
  const store = useStore();
  return (
    <>
      <BigCode
        code={view.order_id}
        caption={
          'other_station' in view
            ? t(`question.${view.question}`, { order: view.order_id, station: shown(view.other_station) })
            : t('question.short', { order: view.order_id })
        }
      />
      <Choices
        label={view.say}
        choices={SHORT_ANSWERS.map(({ value, name }) => ({ value, label: t(`command.${name}`) }))}
        choose={(text) => store.submit({ text, entry: 'touch', startedMs: performance.now() })}
      />
    </>
  );
}

/** The other station is overruled only with a reason: it is said first. */
function GoOnHere({ view }: { readonly view: AboutOther }) {
  const t = useWords();
  const store = useStore();
  const submit = (text: string): void => store.submit({ text, entry: 'touch', startedMs: performance.now() });
  return (
    <Choices
      label={t('ask.keep')}
      choices={KEEP_REASONS.map((value) => ({ value, label: t(`keep.${value}`) }))}
      choose={(word) => {
        submit(`PS:REASON:${word}`);
        submit(`PS:TAKEOVER:${view.other_station}`);
      }}
    />
  );
}
