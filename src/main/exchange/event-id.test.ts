import { expect, it } from 'vitest';
import { eventIdAt } from './event-id.ts';

it('the id of an event is a UUID of version 7 that begins with its millisecond, and never comes twice', () => {
  const nowMs = Date.UTC(2026, 10, 21, 11, 45);
  const id = eventIdAt(nowMs);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(nowMs);
  expect(eventIdAt(nowMs)).not.toBe(id);
});
