import { expect, it } from 'vitest';
import { badgeOf, isBadge } from './people.ts';

it('a badge is read as the station reads it, whatever the scanner puts before it', () => {
  const scanned = ['PS:OP:w1', 'ps:op:w1', ']C0PS:OP:w1\r', 'PS:OP:maria k:2', 'w1', '04012345123456', 'PS:PICK', ''];
  expect(scanned.map((text) => badgeOf(text, 'scan'))).toEqual([
    'w1',
    'w1',
    'w1',
    'maria k:2',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('typed it needs no PS:OP:, and another command is no badge', () => {
  const typed = [' w1 ', 'PS:OP:w1', 'Zażółć', 'PS:PICK', 'PS:OPS:w1', 'x'.repeat(65), ' '];
  expect(typed.map((text) => badgeOf(text, 'typed'))).toEqual([
    'w1',
    'w1',
    'Zażółć',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

it('what cannot be scanned back is no badge', () => {
  expect(['w1', 'a:b', 'maria k'].filter((id) => !isBadge(id))).toEqual([]);
  expect(['', ' w1', 'w1 ', 'a\nb', 'x'.repeat(65)].filter(isBadge)).toEqual([]);
});
