import { describe, expect, it } from 'vitest';
import { FUSES } from './fuses.ts';
import { commandWords, launchOptions } from './launch-options.ts';
import { recoveryAfter } from './recovery.ts';
import { mayCall, mayHave, mayNavigate, mayUse, benchDeviceAmong } from './verdicts.ts';

describe('who may call', () => {
  it.each([
    ['the page itself', { origin: 'app://station', parent: null }, true],
    ['a frame that is gone', null, false],
    ['a frame within the page', { origin: 'app://station', parent: {} }, false],
    ['an origin that begins like ours', { origin: 'app://station.evil.example', parent: null }, false],
    ['another host of our scheme', { origin: 'app://other', parent: null }, false],
    ['a web page', { origin: 'https://station', parent: null }, false],
    ['a file', { origin: 'file://', parent: null }, false],
    ['a blank page', { origin: 'null', parent: null }, false],
    ['no origin', { origin: '', parent: null }, false],
  ])('%s', (_, frame, may) => expect(mayCall(frame)).toBe(may));
});

describe('where a window may go', () => {
  it.each([
    ['app://station/', true],
    ['app://station', false],
    ['app://station/-/stopped', false],
    ['app://station/?x', false],
    ['app://station@evil.example/', false],
    ['app://evil.example/', false],
    ['https://station/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['data:text/html,x', false],
    ['', false],
  ])('%s: %s', (url, may) => expect(mayNavigate(url)).toBe(may));
});

describe('what a page may have', () => {
  const ask = (permission: string, media: readonly string[], camera: boolean, origin = 'app://station/') =>
    mayHave({ permission, origin, media }, { camera, hid: false });

  it('is to copy text, and the camera where it is switched on', () => {
    expect(ask('clipboard-sanitized-write', [], false)).toBe(true);
    expect(ask('media', ['video'], true)).toBe(true);
    expect(ask('media', ['video'], false)).toBe(false);
    expect(ask('media', ['video', 'audio'], true)).toBe(false);
    expect(ask('media', ['audio'], true)).toBe(false);
    expect(ask('media', [], true)).toBe(false);
  });

  it.each([
    'geolocation',
    'notifications',
    'serial',
    'hid',
    'usb',
    'clipboard-read',
    'openExternal',
    'midi',
    'unknown',
  ])('is never %s', (permission) => expect(ask(permission, ['video'], true)).toBe(false));

  it.each(['https://evil.example/', 'app://other/', 'null', '', 'file:///'])('is nothing for %s', (origin) => {
    expect(ask('clipboard-sanitized-write', [], true, origin)).toBe(false);
  });
});

describe('a device', () => {
  const ON = { camera: false, hid: true };
  const deviceOf = (...usagePages: readonly number[]) => ({
    deviceId: usagePages.join(),
    collections: usagePages.map((usagePage) => ({ usagePage })),
  });
  const scanner = deviceOf(0xff00, 0x8c);
  const own = { type: 'hid', origin: 'app://station', device: scanner };

  it('is asked for, and given, only where it is a barcode scanner and that is switched on', () => {
    expect(mayHave({ permission: 'hid', origin: 'app://station/', media: [] }, ON)).toBe(true);
    expect(mayHave({ permission: 'hid', origin: 'https://evil.example/', media: [] }, ON)).toBe(false);
    expect(mayUse(own, ON)).toBe(true);
    expect(mayUse(own, { camera: true, hid: false })).toBe(false);
    expect(mayUse({ ...own, origin: 'https://evil.example' }, ON)).toBe(false);
    expect(mayUse({ ...own, type: 'usb' }, ON)).toBe(false);
    expect(mayUse({ ...own, device: deviceOf(0x01) }, ON)).toBe(false);
    expect(mayUse({ ...own, device: { deviceId: 'no collections' } }, ON)).toBe(false);
  });

  it('is chosen among many: the first scanner, or none', () => {
    expect(benchDeviceAmong([deviceOf(0x01), scanner, deviceOf(0x8c)])).toBe(scanner.deviceId);
    expect(benchDeviceAmong([deviceOf(0x01)])).toBeUndefined();
  });
});

describe('a page whose process is gone', () => {
  it('is loaded again, and after three times within a minute only in a while', () => {
    expect(recoveryAfter('crashed', [], 1000)).toBe('reload');
    expect(recoveryAfter('oom', [100, 200], 1000)).toBe('reload');
    expect(recoveryAfter('crashed', [100, 200, 300], 1000)).toBe('pause');
    expect(recoveryAfter('crashed', [100, 200, 300], 60_250)).toBe('reload');
    expect(recoveryAfter('clean-exit', [100, 200, 300], 1000)).toBe('none');
  });
});

describe('the start', () => {
  it('reads what is ours and leaves what is Chromium’s', () => {
    const argv = ['out/main/index.js', '--no-sandbox', '--data', '/d', '--ozone-platform=x11', '--demo', '--no-sync'];
    expect(launchOptions(argv)).toEqual({ folder: '/d', demo: true, sync: false });
    expect(launchOptions([])).toEqual({ folder: undefined, demo: false, sync: true });
  });

  it.each([
    [[], undefined],
    [['--data', '/d'], undefined],
    [['--no-sandbox', '--demo'], undefined],
    [['open', '--data', '/d'], undefined],
    [['--cli'], undefined],
    [['--cli', '--data', '/d', 'open', '--demo'], undefined],
    [['status'], ['status']],
    [
      ['open', '--browser'],
      ['open', '--browser'],
    ],
    [['--cli', '--version'], ['--version']],
    [
      ['--ozone-platform=headless', '--disable-gpu', '--cli', '--data', 'open', 'journey', 'open'],
      ['--data', 'open', 'journey', 'open'],
    ],
  ])('%j is answered without a window: %j', (argv, words) => expect(commandWords(argv)).toEqual(words));
});

describe('the fuses', () => {
  it('leave no way to run something else with our program', () => {
    const on = Object.entries(FUSES).flatMap(([name, value]) => (value ? [name] : []));
    expect(on.toSorted()).toEqual(['enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar']);
    expect(Object.keys(FUSES)).toHaveLength(8);
  });
});
