import type { Database } from 'better-sqlite3';
import type { DayFigures, Figures, Work } from '../../shared/figures.ts';
import { isoTime } from '../exchange/time.ts';
import { figuresStore, type FiguresRow } from './figures-store.ts';
import { boundsOfDay, dayOf, HOUR_MS, hourOf } from './hours.ts';

/** A row of the figures as it is told: times ISO 8601 UTC, null where nobody is known or no job was open. */
export type FigureRow = Omit<FiguresRow, 'hour_ms' | 'worker' | 'stage'> & {
  readonly hour: string;
  readonly worker: string | null;
  readonly stage: string | null;
};

/** The figures of a day as they were counted; undefined for what is no day. Reads only. */
export function figureRows(db: Database, day: string): FigureRow[] | undefined {
  const bounds = boundsOfDay(day);
  if (bounds === undefined) return undefined;
  return figuresStore(db)
    .between(bounds.fromMs, bounds.toMs)
    .map(({ hour_ms: hourMs, worker, stage, ...row }) => ({
      hour: isoTime(hourMs),
      ...row,
      worker: worker || null,
      stage: stage || null,
    }));
}

/** Reads the figures of the day that it is. */
export function figuresReader(db: Database): (nowMs: number) => DayFigures {
  const store = figuresStore(db);
  return (nowMs) => {
    const day = dayOf(nowMs);
    const bounds = boundsOfDay(day);
    return toDay(day, bounds === undefined ? [] : store.between(bounds.fromMs, bounds.toMs));
  };
}

/** What the rows of a day come to, by hour and by worker. */
export function toDay(day: string, rows: readonly FiguresRow[]): DayFigures {
  const hours = groupBy(rows, ({ hour_ms: hourMs }) => hourMs);
  const workers = groupBy(
    rows.filter(({ stage }) => stage !== 'in'),
    ({ worker }) => worker,
  );
  const [first, last] = [Math.min(...hours.keys()), Math.max(...hours.keys())];
  // An hour in which nothing was done is one of the day too.
  const all: number[] = [];
  for (let hour = first; hour <= last; hour = hourOf(hour + HOUR_MS)) all.push(hour);
  return {
    day,
    total: sum(rows),
    hours: all.map((hourMs) => ({ hour: isoTime(hourMs), ...sum(hours.get(hourMs) ?? []) })),
    workers: [...workers]
      .map(([worker, of]) => ({ worker: worker || null, ...sum(of) }))
      .toSorted((a, b) => unitsOf(b) - unitsOf(a) || b.scans - a.scans || compare(a.worker ?? '', b.worker ?? '')),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const unitsOf = ({ pick, pack, ship }: Figures): number => pick.units + pack.units + ship.units;

function groupBy<Key>(rows: readonly FiguresRow[], keyOf: (row: FiguresRow) => Key): Map<Key, FiguresRow[]> {
  const groups = new Map<Key, FiguresRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

function sum(rows: readonly FiguresRow[]): Figures {
  const add = (of: readonly FiguresRow[], column: 'orders' | 'lines' | 'units' | 'scans' | 'wrong' | 'typed'): number =>
    of.reduce((total, row) => total + row[column], 0);
  const work = (stage: string): Work => {
    const of = rows.filter((row) => row.stage === stage);
    return { orders: add(of, 'orders'), lines: add(of, 'lines'), units: add(of, 'units') };
  };
  return {
    came_in: work('in').orders,
    pick: work('pick'),
    pack: work('pack'),
    ship: work('ship'),
    scans: add(rows, 'scans'),
    wrong: add(rows, 'wrong'),
    typed: add(rows, 'typed'),
  };
}
