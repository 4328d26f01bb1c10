import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { LEDGER_FILE, openLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pickspan-ledger-'));
  file = path.join(folder, LEDGER_FILE);
});

afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

function open(): Ledger {
  const opened = openLedger(folder);
  if (!opened.ok) throw new Error(opened.message);
  return opened.ledger;
}

describe('openLedger', () => {
  it('starts empty without a file, and writes none before it has to', () => {
    expect(open().highest('sscc')).toBeUndefined();
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('keeps what was raised, each kind on its own', () => {
    const ledger = open();
    ledger.raise('sscc', 7);
    ledger.raise('tracking:house', 0);
    ledger.raise('__proto__', 3);
    expect(fs.readdirSync(folder)).toEqual([LEDGER_FILE]);
    const again = open();
    expect(['sscc', 'tracking:house', '__proto__', 'other'].map((kind) => again.highest(kind))).toEqual([
      7,
      0,
      3,
      undefined,
    ]);
  });

  it('never lowers', () => {
    const ledger = open();
    ledger.raise('sscc', 7);
    ledger.raise('sscc', 3);
    expect(ledger.highest('sscc')).toBe(7);
    expect(open().highest('sscc')).toBe(7);
  });

  it('does not lower what another opened ledger has raised', () => {
    const one = open();
    const other = open();
    one.raise('sscc', 7);
    other.raise('sscc', 3);
    other.raise('tracking:house', 1);
    expect(other.highest('sscc')).toBe(7);
    expect(open().highest('sscc')).toBe(7);
  });

  it('still knows its numbers when the file is taken away while it runs, and writes them back', () => {
    const ledger = open();
    ledger.raise('sscc', 7);
    fs.rmSync(file);
    expect(ledger.highest('sscc')).toBe(7);
    ledger.raise('sscc', 7);
    expect(open().highest('sscc')).toBe(7);
  });

  it('syncs the file, then renames it, then syncs the folder, before it returns', () => {
    const steps: string[] = [];
    const sync = fs.fsyncSync.bind(fs);
    const rename = fs.renameSync.bind(fs);
    vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
      steps.push(fs.fstatSync(handle).isDirectory() ? 'sync folder' : 'sync file');
      sync(handle);
    });
    vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      steps.push('rename');
      rename(from, to);
    });
    open().raise('sscc', 1);
    expect(steps).toEqual(
      process.platform === 'win32' ? ['sync file', 'rename'] : ['sync file', 'rename', 'sync folder'],
    );
  });

  it('leaves the old file whole when the new one cannot be written', () => {
    const ledger = open();
    ledger.raise('sscc', 1);
    vi.spyOn(fs, 'fsyncSync').mockImplementation(() => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    });
    expect(() => ledger.raise('sscc', 2)).toThrow('no space');
    vi.restoreAllMocks();
    expect(open().highest('sscc')).toBe(1);
  });

  it('does without a folder sync where the file system has none', () => {
    const sync = fs.fsyncSync.bind(fs);
    vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
      if (fs.fstatSync(handle).isDirectory()) throw Object.assign(new Error('not here'), { code: 'EINVAL' });
      sync(handle);
    });
    open().raise('sscc', 1);
    expect(open().highest('sscc')).toBe(1);
  });

  it.each([
    ['an empty file', ''],
    ['half a file', '{"version":1,"high'],
    ['a list', '[]'],
    ['null', 'null'],
    ['another version', '{"version":2,"highest":{}}'],
    ['no numbers', '{"version":1}'],
    ['a list of numbers', '{"version":1,"highest":[1]}'],
    ['a number as text', '{"version":1,"highest":{"sscc":"7"}}'],
    ['a negative number', '{"version":1,"highest":{"sscc":-1}}'],
    ['a number beyond 2^53', '{"version":1,"highest":{"sscc":9007199254740993}}'],
    ['zero bytes, as after a power cut', '\0\0\0\0'],
  ])('refuses %s, says what to do, and leaves it as it is', (_name, content) => {
    fs.writeFileSync(file, content);
    const opened = openLedger(folder);
    expect(opened.ok ? 'opened' : opened.message).toMatch(/numbers\.json is damaged: .*highest serial of each kind/);
    expect(fs.readFileSync(file, 'utf8')).toBe(content);
  });

  it('refuses a file that cannot be read', () => {
    fs.mkdirSync(file);
    const opened = openLedger(folder);
    expect(opened.ok ? 'opened' : opened.message).toContain('cannot be read (EISDIR)');
  });

  it('throws when the file is damaged while it runs: nothing may be issued then', () => {
    const ledger = open();
    ledger.raise('sscc', 1);
    fs.writeFileSync(file, 'x');
    expect(() => ledger.highest('sscc')).toThrow('damaged');
    expect(() => ledger.raise('sscc', 2)).toThrow('damaged');
    expect(fs.readFileSync(file, 'utf8')).toBe('x');
  });
});
