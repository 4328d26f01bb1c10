import { mkdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { pageFile, pathInside } from './page-files.ts';
import { contentSecurityPolicy, pageHeaders } from './page-headers.ts';

describe('a path of the page', () => {
  it.each([
    '/../secret',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/assets/%2e%2e%2f%2e%2e%2fsecret',
    '/..\\secret',
    '/%5c..%5csecret',
    '/assets/..',
    '/./index.html',
    '/index.html%00.js',
    '/C:/windows/win.ini',
    '/index.html::$DATA',
    '/%',
    '/%ff',
    'index.html',
    '//../x',
  ])('%s leads nowhere', (path) => expect(pathInside('/station/pages', path)).toBeUndefined());

  it('never leads out of the folder, whatever it is', () => {
    const part = fc.constantFrom('..', '.', '%2e', '%2E%2e', '%2f', '/', '\\', '%5c', 'a', '%00', '%25', '~', ' ', 'é');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const path = pathInside('/station/pages', `/${parts.join('')}`);
        const isInside = path?.startsWith(`/station/pages${sep}`) === true && !path.split(sep).includes('..');
        expect(path === undefined || isInside).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('names a file of a known kind, or nothing', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'assets'));
    for (const name of ['index.html', 'assets/a.js', 'assets/notes.txt', 'station.sqlite'])
      writeFileSync(join(folder, name), 'x');
    expect(await pageFile(folder, '/')).toMatchObject({ contentType: 'text/html; charset=utf-8', isHashed: false });
    expect(await pageFile(folder, '/assets/a.js')).toMatchObject({ isHashed: true });
    for (const path of ['/assets/notes.txt', '/station.sqlite', '/assets', '/none.js'])
      expect(await pageFile(folder, path)).toBeUndefined();
  });
});

describe('the headers of a page', () => {
  it('allow no inline script, no eval, no frame and no other address', () => {
    const policy = contentSecurityPolicy({ camera: false });
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|http:/);
  });

  it('allow WebAssembly and the camera only where scanning with it is switched on', () => {
    expect(contentSecurityPolicy({ camera: true })).toContain("script-src 'self' 'wasm-unsafe-eval';");
    const policyOf = (camera: boolean, hid: boolean) => pageHeaders({ camera, hid })['permissions-policy'];
    expect(policyOf(true, false)).toContain('camera=(self), hid=()');
    expect(policyOf(false, true)).toContain('camera=(), hid=(self)');
    expect(policyOf(true, true)).not.toMatch(/(?:usb|serial|microphone)=\(self\)/);
  });
});
