import { expect, test } from 'vitest';
import { judge, readRetryAfter } from './send-outcome.ts';

const answer = (status: number, body = '', retryAfter?: string) => ({
  status,
  body,
  retryAfter,
  contentType: 'application/json',
});

test.each([
  [200, 'ok'],
  [202, 'ok'],
  [204, 'ok'],
  [301, 'park'],
  [307, 'park'],
  [400, 'bad'],
  [401, 'park'],
  [403, 'park'],
  [404, 'park'],
  [408, 'park'],
  [413, 'bad'],
  [415, 'park'],
  [418, 'park'],
  [429, 'retry'],
  [500, 'park'],
  [501, 'park'],
  [502, 'retry'],
  [503, 'retry'],
  [504, 'retry'],
])('%i is %s', (status, kind) => {
  expect(judge(answer(status), 0)).toMatchObject({ kind, status });
});

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Fri, 20 Nov 2026 09:00:05 GMT', 5000],
  ['Fri, 20 Nov 2020 09:00:05 GMT', 0],
  ['99999999999999999999', 31 * 24 * 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %o', (header, waitMs) => {
  expect(readRetryAfter(header, Date.UTC(2026, 10, 20, 9, 0, 0))).toBe(waitMs);
});

test.each([
  ['{"code":3,"message":"bad\\u001b[31m\\nspan"}', '400: bad [31m span'],
  ['plain words\r\nof a proxy', '400: plain words of a proxy'],
  ['', '400'],
  ['null', '400: null'],
  [`{"message":"${'x'.repeat(999)}"}`, `400: ${'x'.repeat(300)}`],
])('the words of the server, in one line: %s', (body, reason) => {
  expect(judge(answer(400, body), 0)).toEqual({ kind: 'bad', status: 400, reason });
});

test.each([
  ['{}', 0, ''],
  ['{"partialSuccess":{}}', 0, ''],
  ['{"partialSuccess":{"rejectedSpans":"3","errorMessage":"old"}}', 3, 'old'],
  ['{"partialSuccess":{"rejectedSpans":3}}', 3, ''],
  ['{"partialSuccess":{"errorMessage":"a warning"}}', 0, 'a warning'],
  ['{"partialSuccess":{"rejectedSpans":"-1"}}', 0, ''],
  ['OK', 0, ''],
])('partial success: %s', (body, rejected, message) => {
  expect(judge(answer(200, body), 0)).toEqual({ kind: 'ok', status: 200, rejected, message });
});
