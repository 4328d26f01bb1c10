import { expect, it } from 'vitest';
import { LANGUAGE_CODES } from '../../shared/command-barcodes.ts';
import { stoppedPage } from './stopped-page.ts';

it('says in the language of the station that nothing is lost', () => {
  expect(stoppedPage('en')).toContain('Everything that was accepted is kept.');
  expect(stoppedPage('de')).toMatch(/^<!doctype html><html lang="de">[^]*gespeichert/);
  expect(new Set(LANGUAGE_CODES.map(stoppedPage)).size).toBe(LANGUAGE_CODES.length);
});
