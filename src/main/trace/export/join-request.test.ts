import { expect, test } from 'vitest';
import { joinRequest, type FragmentRow } from './join-request.ts';

const row = (resource: number, scope: number, span: string): FragmentRow => ({
  resource_id: resource,
  scope_id: scope,
  resource: `{"r":${resource}}`,
  scope: `{"s":${scope}}`,
  otlp: span,
});

test('neighbours of one resource and scope share a group, in the order of the journal', () => {
  const rows = [row(1, 1, '"a"'), row(1, 1, '"b"'), row(1, 2, '"c"'), row(2, 2, '"d"'), row(1, 2, '"e"')];
  expect(JSON.parse(joinRequest(rows))).toEqual({
    resourceSpans: [
      {
        resource: { r: 1 },
        scopeSpans: [
          { scope: { s: 1 }, spans: ['a', 'b'] },
          { scope: { s: 2 }, spans: ['c'] },
        ],
      },
      { resource: { r: 2 }, scopeSpans: [{ scope: { s: 2 }, spans: ['d'] }] },
      { resource: { r: 1 }, scopeSpans: [{ scope: { s: 2 }, spans: ['e'] }] },
    ],
  });
});

test('fragments are passed on as they are, never read', () => {
  expect(joinRequest([row(1, 1, '{ "intValue" : "9007199254740993" }')])).toContain(
    '"spans":[{ "intValue" : "9007199254740993" }]',
  );
});
