import { describe, expect, it } from 'vitest';
import type { OrderData } from './order-data.ts';
import { decideDoneElsewhere, decideOrder, missingRequirements, type RequirementState } from './rules.ts';
import { ORDER_STATES, type OrderState } from '../../shared/order-states.ts';

const data = (revision?: number): OrderData => ({
  order_id: 'ORD-1',
  ...(revision === undefined ? {} : { revision }),
});
const STARTED = ORDER_STATES.filter((state) => state !== 'held' && state !== 'ready');

describe('an order that comes', () => {
  it('is new', () => {
    expect(decideOrder(undefined, data(), '$')).toEqual({ kind: 'create' });
  });

  it.each<[OrderState, number | null, number | undefined]>([
    ['held', null, undefined],
    ['ready', 3, undefined],
    ['ready', null, 0],
    ['ready', 3, 3],
    ['ready', 3, 4],
  ])('takes the place of one that is %s with revision %s, when its own is %s', (state, revision, own) => {
    expect(decideOrder({ state, revision }, data(own), '$')).toEqual({ kind: 'replace' });
  });

  it('is refused with a lower revision', () => {
    expect(decideOrder({ state: 'ready', revision: 3 }, data(2), '$.data')).toMatchObject({
      kind: 'refuse',
      refusal: { reason: 'stale_revision', path: '$.data.revision' },
    });
  });

  it.each(STARTED)('is refused once the order is %s, whatever its revision', (state) => {
    expect(decideOrder({ state, revision: 1 }, data(99), '$')).toMatchObject({
      kind: 'refuse',
      refusal: { reason: 'already_started', path: '$' },
    });
  });
});

describe('a stage done elsewhere', () => {
  const takenFrom = (reached: 'picked' | 'packed') =>
    ORDER_STATES.filter(
      (state) =>
        decideDoneElsewhere({ state, revision: null }, reached, { items: true, order: false }, 'ORD-1', '$').kind ===
        'take',
    );

  it('is taken while nobody here has begun it', () => {
    expect(takenFrom('picked')).toEqual(['held', 'ready']);
    expect(takenFrom('packed')).toEqual(['held', 'ready', 'picked']);
  });

  it.each([
    [undefined, true, 'unknown_order'],
    [{ state: 'held', revision: null }, false, 'items_missing'],
    [{ state: 'packing', revision: null }, true, 'already_started'],
  ] as const)('%j, items %s: %s', (known, hasItems, reason) => {
    expect(
      decideDoneElsewhere(known, 'picked', { items: hasItems, order: false }, 'ORD-1', '$.order_id'),
    ).toMatchObject({
      kind: 'refuse',
      refusal: { reason, path: '$.order_id' },
    });
  });
});

describe('what an order waits for', () => {
  const row = (requirement: RequirementState['requirement'], required: boolean, met: boolean): RequirementState => ({
    requirement,
    required,
    met,
  });
  it.each([
    [[], []],
    [[row('items', true, false)], ['items']],
    [[row('items', true, true)], []],
    [
      [row('inventory', true, false), row('payment', true, false), row('items', true, false)],
      ['items', 'payment', 'inventory'],
    ],
    [[row('payment', true, true), row('inventory', true, false)], ['inventory']],
    // Came early, and nobody asked for it: neither holds the order nor lets it go.
    [[row('payment', false, true), row('items', true, false)], ['items']],
    [[row('payment', false, false)], []],
  ])('%j', (rows, missing) => {
    expect(missingRequirements(rows)).toEqual(missing);
  });
});
