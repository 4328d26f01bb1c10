import { useRef } from 'react';
import type { JourneyScreen } from '../../../shared/journey.ts';
import { useNow } from '../../app/use-now.ts';
import { useWidth } from '../../components/use-width.ts';
import { formatDuration, formatTick } from '../../i18n/format.ts';
import { useLanguage, useWords, type Words } from '../../i18n/words.ts';
import { textLength } from '../../look/text-length.ts';
import { journeyPicture, SLA_S, type Picture } from './journey-picture.ts';
import { spreadLabels } from './spread-labels.ts';
import { apart, timeTicks } from './time-ticks.ts';

/* Heights in the drawing's units, 16 to a rem. */
const ARCS = 108;
const BAR = 46;
const WAIT = 28;
const ROW = 22;
const AXIS = 44;
/** How wide a letter of the drawing's type is at most, on average. */
const LETTER = 9.4;
/** From this width on there is room to see every scan. */
const DETAILED = 1200;
const TICK_ROOM = 120;

/** The journey as a picture. The table below says the same in words, so that nobody needs the picture. */
export function JourneyDrawing({ journey }: { readonly journey: JourneyScreen }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const picture = journeyPicture(journey, Math.max(1, width - 2), now);
  const names = picture.bars.map(({ stage, isOpen }) => {
    const name = stageName(t, stage);
    return isOpen ? t('journey.going_on', { stage: name }) : name;
  });
  const labels = spreadLabels(
    picture.bars.map((bar, index) => ({
      at: bar.x + bar.width / 2,
      width: textLength(names[index] ?? '') * LETTER + 4,
    })),
    width,
    10,
  );
  const rows = Math.max(1, ...labels.map(({ row }) => row + 1));
  const top = picture.arcs.length === 0 ? 14 : ARCS;
  const axis = top + BAR + 10 + rows * ROW + 12;
  if (picture.bars.length === 0) return null;
  return (
    <div ref={frame}>
      {width > 0 && (
        <svg
          className="journey-drawing"
          viewBox={`0 0 ${width} ${axis + AXIS - 12}`}
          role="img"
          aria-label={t('journey.picture')}
        >
          <Arcs picture={picture} top={top} />
          <Waits picture={picture} top={top} />
          {picture.bars.map(({ kind, x, width: wide, isOpen, seconds }, index) => {
            const label = labels[index] ?? { x: 0, row: 0 };
            const room = textLength(names[index] ?? '') * LETTER + 4;
            const time = kind === 'stage' ? formatDuration(language, seconds) : '';
            const took = time !== '' && textLength(time) * LETTER + 12 <= wide ? time : undefined;
            const y = top + BAR + 10 + label.row * ROW;
            // Straight down where the label is below its bar.
            const foot = Math.min(Math.max(x + wide / 2, label.x + 6), label.x + room - 6);
            return (
              <g key={`${kind} ${x}`}>
                <line className="drawn-leader" x1={x + wide / 2} y1={top + BAR} x2={foot} y2={y} />
                <rect
                  className="drawn-bar"
                  data-kind={kind}
                  data-open={isOpen}
                  x={x}
                  y={top}
                  width={wide}
                  height={BAR}
                  rx={3}
                />
                {took !== undefined && (
                  <text className="drawn-took" x={x + wide / 2} y={top + BAR / 2 + 6} textAnchor="middle">
                    {took}
                  </text>
                )}
                <text className="drawn-label" data-open={isOpen} x={label.x + room / 2} y={y + 15} textAnchor="middle">
                  {names[index]}
                </text>
              </g>
            );
          })}
          {width >= DETAILED && <Scans picture={picture} top={top} />}
          <Axis picture={picture} y={axis} width={width} />
        </svg>
      )}
    </div>
  );
}

/** A stage may be one that another system names. */
export const stageName = (t: Words, stage: string): string =>
  t(`stagename.${stage}` as 'stagename.pick', { defaultValue: stage });

function Arcs({ picture, top }: { readonly picture: Picture; readonly top: number }) {
  return picture.arcs.map(({ from, to, height, toCheckout }) => {
    // A cubic curve reaches three quarters of the way to its handles.
    const handle = top - (height * 4) / 3 + 2;
    return (
      <path
        key={`${from} ${to}`}
        className="drawn-arc"
        data-checkout={toCheckout}
        d={`M${from} ${top - 3}C${from} ${handle} ${to} ${handle} ${to} ${top - 3}`}
      />
    );
  });
}

/** As wide as they were; in words where the words fit. */
function Waits({ picture, top }: { readonly picture: Picture; readonly top: number }) {
  const t = useWords();
  const language = useLanguage();
  return picture.waits.map(({ x, width, seconds, isOpen }) => {
    const time = formatDuration(language, seconds);
    const words = [t(isOpen ? 'journey.waits' : 'journey.waited', { time }), time].find(
      (text) => textLength(text) * LETTER + 12 <= width,
    );
    return (
      <g key={x}>
        <rect
          className="drawn-wait"
          data-open={isOpen}
          x={x + 1}
          y={top + (BAR - WAIT) / 2}
          width={Math.max(1, width - 2)}
          height={WAIT}
        />
        {words !== undefined && (
          <text className="drawn-wait-label" x={x + width / 2} y={top + BAR / 2 + 6} textAnchor="middle">
            {words}
          </text>
        )}
      </g>
    );
  });
}

/** Above its bar each scan; what was refused is red and reaches higher. */
function Scans({ picture, top }: { readonly picture: Picture; readonly top: number }) {
  return picture.scans.map(({ x, ok }, index) => (
    // Two scans may lie in the same place.
    // oxlint-disable-next-line react/no-array-index-key
    <line key={index} className="drawn-scan" data-ok={ok} x1={x} x2={x} y1={top - (ok ? 8 : 15)} y2={top - 1} />
  ));
}

function Axis({ picture, y, width }: { readonly picture: Picture; readonly y: number; readonly width: number }) {
  const language = useLanguage();
  const { fromMs, toMs, at } = picture;
  const { unit, at: times } = timeTicks(fromMs, toMs, width / TICK_ROOM);
  const late = at(fromMs + SLA_S * 1000);
  const isLate = toMs - fromMs > SLA_S * 1000;
  const labels = times.map((ms) => {
    const text = formatTick(language, ms, unit);
    return { ms, x: at(ms), text, half: textLength(text) * 4.2 };
  });
  const labelled = apart(
    labels.filter(({ x, half }) => x - half >= 0 && x + half <= width),
    8,
  );
  return (
    <g>
      <line className="drawn-axis" x1={0} x2={width} y1={y} y2={y} />
      {isLate && <line className="drawn-axis" data-late x1={late} x2={width} y1={y} y2={y} />}
      {labelled.map(({ ms, x, text }) => (
        <g key={ms}>
          <line className="drawn-axis" x1={x} x2={x} y1={y - 4} y2={y + 5} />
          <text className="drawn-tick-label" x={x} y={y + 22} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
