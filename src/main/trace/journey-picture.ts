import type { Journey } from '../../shared/journey.ts';

/** A time line of so many characters: stages as bars, waits as the gaps that they are, the links said in words. */
export function drawJourney(journey: Journey, width: number): string {
  const startMs = journey.checkout.time === null ? undefined : Date.parse(journey.checkout.time);
  const times = journey.stages.flatMap(({ start, end }) => [
    Date.parse(start),
    end === null ? Date.parse(start) : Date.parse(end),
  ]);
  const from = Math.min(startMs ?? Number.POSITIVE_INFINITY, ...times);
  const to = Math.max(startMs ?? Number.NEGATIVE_INFINITY, ...times);
  const place = (ms: number): number => (to === from ? 0 : Math.round(((ms - from) / (to - from)) * (width - 1)));
  const label = Math.max(...journey.stages.map(({ name }) => name.length), 'checkout.complete'.length);
  const row = (name: string, begin: number, end: number, bar: string, after: string): string =>
    `${name.padEnd(label)} |${' '.repeat(begin)}${bar.repeat(Math.max(1, end - begin + 1))}${' '.repeat(width - 1 - Math.max(begin, end))}| ${after}`.trimEnd();
  const rows = journey.stages.map((stage) => {
    const begin = place(Date.parse(stage.start));
    const end = stage.end === null ? width - 1 : place(Date.parse(stage.end));
    const links = stage.links.length === 0 ? '' : `links to ${stage.links.map((link) => link.stage).join(', ')}`;
    return row(stage.name, begin, end, stage.end === null ? '>' : '#', links);
  });
  const checkout = startMs === undefined ? [] : [row('checkout.complete', place(startMs), place(startMs), '*', '')];
  return [...checkout, ...rows].join('\n');
}
