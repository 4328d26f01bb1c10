import { array, assert, double, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyScreen, JourneyStageEntry } from '../../../shared/journey.ts';
import { journeyPicture } from './journey-picture.ts';
import { spreadLabels } from './spread-labels.ts';
import { stageStory } from './stage-story.ts';
import { timeLine } from './time-line.ts';
import { apart, timeTicks } from './time-ticks.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T09:00:00Z');
const iso = (hours: number): string => new Date(START + hours * HOUR).toISOString();

function stage(name: string, from: number, to: number | null, links: readonly string[] = []): JourneyStageEntry {
  return {
    stage: name,
    name: `warehouse.${name}`,
    trace_id: name.repeat(8),
    span_id: name,
    start: iso(from),
    end: to === null ? null : iso(to),
    wait_s: 0,
    operator_id: 'w1',
    station_id: 'bench-4',
    links: links.map((span_id) => ({ trace_id: 't', span_id, stage: span_id })),
  };
}

const journey = (stages: readonly JourneyStageEntry[], more: Partial<JourneyScreen> = {}): JourneyScreen => ({
  order_id: 'ORD-1',
  state: 'ready',
  ship_by: null,
  checkout: { trace_id: 't', span_id: 'checkout', time: iso(0), time_source: 'order' },
  stages,
  total_s: null,
  inputs: [],
  parcels: [],
  ...more,
});

const WIDTH = 960;
const draw = (of: JourneyScreen, nowHours = 100) => journeyPicture(of, WIDTH, START + nowHours * HOUR);

describe('the line of time', () => {
  it('fills the width, keeps the order, and leaves nothing below its least', () => {
    const spans = array(
      record({ ms: integer({ min: 0, max: 400 * 24 * HOUR }), least: integer({ min: 1, max: 12 }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    ).map((lengths) => {
      let now = START;
      return lengths.map(({ ms, least }) => ({ fromMs: now, toMs: (now += ms), least }));
    });
    assert(
      property(spans, (all) => {
        const { placed, at } = timeLine(all, WIDTH);
        const end = placed.reduce((x, span, index) => {
          expect(span.x).toBeCloseTo(x);
          expect(span.width).toBeGreaterThanOrEqual(all[index]?.least ?? 0);
          expect(at(span.fromMs)).toBeLessThanOrEqual(span.x + span.width + 1e-6);
          return x + span.width;
        }, 0);
        const isLong = all.some(({ fromMs, toMs }) => toMs > fromMs);
        expect(end).toBeLessThanOrEqual(WIDTH + 1e-6);
        expect(isLong && end < WIDTH - 1e-6).toBe(false);
      }),
    );
  });

  it('draws twice the time twice as wide', () => {
    const { placed, at } = timeLine(
      [
        { fromMs: 0, toMs: 1000, least: 1 },
        { fromMs: 1000, toMs: 3000, least: 1 },
      ],
      300,
    );
    expect(placed.map(({ x, width }) => [x, width])).toEqual([
      [0, 100],
      [100, 200],
    ]);
    expect([-5, 500, 2000, 9000].map(at)).toEqual([0, 50, 200, 300]);
  });
});

describe('labels', () => {
  it('never touch and never leave the room', () => {
    const labels = array(
      record({ at: double({ min: 0, max: WIDTH, noNaN: true }), width: integer({ min: 10, max: 400 }) }),
      {
        maxLength: 12,
      },
    ).map((all) => all.toSorted((a, b) => a.at - b.at));
    assert(
      property(labels, (all) => {
        const placed = spreadLabels(all, WIDTH, 8).map(({ x, row }, index) => ({
          x,
          row,
          width: all[index]?.width ?? 0,
        }));
        for (const [index, one] of placed.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.x + one.width).toBeLessThanOrEqual(WIDTH + 1e-6);
          for (const other of placed.slice(index + 1).filter(({ row }) => row === one.row)) {
            expect(other.x).toBeGreaterThanOrEqual(one.x + one.width + 8 - 1e-6);
          }
        }
      }),
    );
  });

  it('stay where they belong where there is room', () => {
    const labels = [
      { at: 100, width: 60 },
      { at: 400, width: 60 },
    ];
    expect(spreadLabels(labels, WIDTH, 8)).toEqual([
      { x: 70, row: 0 },
      { x: 370, row: 0 },
    ]);
  });
});

describe('ticks', () => {
  it.each([
    ['a minute', 1 / 60, 'minute'],
    ['a shift', 8, 'hour'],
    ['two days', 51, 'hour'],
    ['two weeks', 14 * 24, 'day'],
    ['a year', 366 * 24, 'month'],
    ['ten years', 3660 * 24, 'month'],
  ])('of %s are few, round and in the order of time', (_, hours, unit) => {
    const ticks = timeTicks(START, START + hours * HOUR, 8);
    expect(ticks.unit).toBe(unit);
    expect(ticks.at.length).toBeGreaterThan(0);
    expect(ticks.at.length).toBeLessThanOrEqual(10);
    expect(ticks.at).toEqual(ticks.at.toSorted((a, b) => a - b));
    expect(ticks.at.every((ms) => ms >= START && ms <= START + hours * HOUR && ms % 60_000 === 0)).toBe(true);
  });

  it('lose their label where it would touch the one before', () => {
    const at = (x: number) => ({ x, half: 10 });
    expect(apart([at(10), at(30), at(38), at(70)], 8)).toEqual([at(10), at(38), at(70)]);
  });

  it('of no time at all are at most one', () => {
    expect(timeTicks(START, START, 8).at.length).toBeLessThanOrEqual(1);
  });
});

describe('the picture of a journey', () => {
  it('has a bar for each stage, a wait before each, and arcs to all that is linked', () => {
    const { bars, waits, arcs } = draw(
      journey(
        [
          stage('pick', 26, 26.4, ['checkout']),
          stage('pack', 42, 42.1, ['checkout', 'pick']),
          stage('ship', 44, 44.1, ['checkout', 'pick', 'pack']),
        ],
        { state: 'dispatched' },
      ),
    );
    expect(bars.map(({ stage }) => stage)).toEqual(['checkout', 'pick', 'pack', 'ship']);
    expect(waits.map(({ seconds }) => Math.round(seconds / 360) / 10)).toEqual([26, 15.6, 1.9]);
    expect(arcs.map(({ toCheckout }) => toCheckout)).toEqual([true, true, false, true, false, false]);
    expect(arcs.every(({ from, to }) => from < to)).toBe(true);
    // 26 hours are as much wider than 15.6 as they are longer.
    expect((waits[0]?.width ?? 0) / (waits[1]?.width ?? 1)).toBeCloseTo(26 / 15.6);
  });

  it.each([
    ['one stage', [stage('pick', 1, 2)]],
    ['a stage of no length', [stage('pick', 0, 0)]],
    [
      'nine stages within a second of a year',
      Array.from({ length: 9 }, (_, at) => stage(`s${at}`, 8760 + at / 36_000, 8760 + at / 36_000)),
    ],
    ['stages that overlap', [stage('pick', 1, 5), stage('pack', 3, 4), stage('ship', 4.5, 7)]],
  ])('keeps every stage in sight: %s', (_, stages) => {
    const { bars, waits } = draw(journey(stages, { state: 'dispatched' }), 9000);
    expect(bars).toHaveLength(stages.length + 1);
    const ends = bars.map(({ x, width }) => {
      expect(width).toBeGreaterThanOrEqual(6);
      expect(x + width).toBeLessThanOrEqual(WIDTH + 1e-6);
      return x + width;
    });
    expect(bars.slice(1).every(({ x }, index) => x >= (ends[index] ?? 0) - 1e-6)).toBe(true);
    expect(waits.every(({ seconds }) => seconds > 0)).toBe(true);
  });

  it('marks what goes on, a stage or a wait, up to now', () => {
    const open = draw(journey([stage('pick', 1, null)], { state: 'picking' }), 3);
    expect(open.bars.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(open.toMs).toBe(START + 3 * HOUR);
    const waiting = draw(journey([stage('pick', 1, 2)], { state: 'picked' }), 3);
    expect(waiting.waits.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  });

  it('is empty for an order of which nothing is known', () => {
    const nothing = journey([], { checkout: { trace_id: null, span_id: null, time: null, time_source: null } });
    expect(draw(nothing)).toMatchObject({ bars: [], waits: [], arcs: [] });
  });
});

describe('the story of a stage', () => {
  it('counts lines, wrong scans, shorts and steps back', () => {
    const input = (code: string, ok = true, stage = 'pick') => ({ at: iso(1), stage, ok, code });
    const inputs = [
      input('pick.opened'),
      input('pick.bin.wrong', false),
      input('pick.line.done'),
      input('undo.ok'),
      input('pick.line.short'),
      input('pick.done'),
      input('pick.done'),
      input('pack.short.ok', true, 'pack'),
    ];
    expect(stageStory(inputs, 'pick')).toEqual({ scans: 7, wrong: 1, lines: 3, shorts: 1, undone: 1 });
    expect(stageStory(inputs, 'pack')).toEqual({ scans: 1, wrong: 0, lines: null, shorts: 1, undone: 0 });
  });
});
