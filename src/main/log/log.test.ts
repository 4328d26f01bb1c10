import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { openLog } from './log-file.ts';
import { faultDetails, logLine } from './log-line.ts';

const linesOf = (file: string): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const logIn = (folder: string): string => join(folder, 'logs', 'pickspan.log');

describe('a line of the log', () => {
  it('is one line of JSON whatever is in it, and says what it was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const line = logLine(0, 'warn', 'some.event', { text });
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect((JSON.parse(line) as { text: string }).text).toBe(text.toWellFormed());
      }),
    );
    const forged = 'x"}\n{"level":"error","event":"forged"}\u001B[2J\u202E\u2028';
    expect(logLine(0, 'info', 'some.event', { forged }).split(/[\n\u2028]/)).toHaveLength(1);
  });

  it('is bounded, and tells nobody whose home folder it is', () => {
    const line = logLine(0, 'info', 'some.event', { long: 'x'.repeat(10_000), path: `${homedir()}/data` });
    expect(line.length).toBeLessThan(700);
    expect(JSON.parse(line)).toMatchObject({ time: '1970-01-01T00:00:00.000Z', level: 'info', path: '~/data' });
  });

  it('of a fault has its place, and its words only where the system speaks', () => {
    const quoting = faultDetails(new SyntaxError('Unexpected token, "Jane Doe, Elm Street 1" is no JSON'));
    expect(JSON.stringify(quoting)).not.toContain('Jane');
    expect(quoting).toMatchObject({ fault: 'SyntaxError', at_0: expect.stringContaining('log.test.ts') as string });
    const system = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    expect(faultDetails(system)).toMatchObject({ code: 'ENOSPC', reason: 'ENOSPC: no space left on device' });
  });
});

describe('the log of a folder', () => {
  it('goes round: so many files of such a size, the newest events in them', () => {
    const folder = temporaryFolder();
    const log = openLog(folder, { fileBytes: 1000, files: 3 });
    for (let number = 0; number < 100; number += 1) log.info('some.event', { number });
    const names = readdirSync(join(folder, 'logs')).toSorted();
    expect(names).toEqual(['pickspan.1.log', 'pickspan.2.log', 'pickspan.log']);
    const sizes = names.map((name) => statSync(join(folder, 'logs', name)).size);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    const numbers = ['pickspan.2.log', 'pickspan.1.log', 'pickspan.log']
      .flatMap((name) => linesOf(join(folder, 'logs', name)))
      .map(({ number }) => Number(number));
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => 100 - numbers.length + index));
    expect(numbers.length).toBeGreaterThan(10);
  });

  it('is for its user alone', () => {
    const folder = temporaryFolder();
    openLog(folder).info('some.event');
    expect(statSync(logIn(folder)).mode & 0o077).toBe(0);
  });

  it('that cannot be written drops the line, and says later how many', () => {
    const folder = temporaryFolder();
    const log = openLog(folder);
    writeFileSync(join(folder, 'logs'), 'in the way');
    log.error('first');
    log.error('second');
    rmSync(join(folder, 'logs'));
    log.info('third');
    log.info('fourth');
    expect(linesOf(logIn(folder))).toMatchObject([{ event: 'third', dropped_before: 2 }, { event: 'fourth' }]);
    expect(linesOf(logIn(folder))[1]).not.toHaveProperty('dropped_before');
  });

  it('goes on after a line that a full disk cut off', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'logs'));
    writeFileSync(logIn(folder), '{"time":"2026-');
    openLog(folder).info('after');
    expect(readFileSync(logIn(folder), 'utf8').split('\n')).toHaveLength(3);
    expect(readFileSync(logIn(folder), 'utf8')).toMatch(/^\{"time":"2026-\n\{"time".*"after"\}\n$/);
  });
});
