import { expect, test } from 'vitest';
import { mugs, orderCreated } from '../support/orders.ts';
import { stationOf } from '../support/floor/in-process.ts';

// A confirm that got lost: one message reaches two stations, and both believe that the order is theirs.

test.for(['claims cross', 'one had read past the other'])('one of them keeps it, whichever hears first: %s', (how) => {
  const [a, b] = [stationOf('bench-a'), stationOf('bench-b')];
  const order = orderCreated('ORD-1', [mugs(1)]);
  b.take(order);
  const early = b.told();
  expect(early).toHaveLength(1);
  if (how === 'one had read past the other') a.hear(early);
  a.take(order);
  if (how === 'claims cross') a.hear(early);
  b.hear(a.told());
  a.hear(b.told());
  b.hear(a.told());
  expect([a.state(), b.state()]).toEqual(['handed_over', 'ready']);
});
