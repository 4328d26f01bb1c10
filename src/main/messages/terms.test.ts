import { describe, expect, it } from 'vitest';
import { SHORT_REASONS, LANGUAGE_CODES } from '../../shared/command-barcodes.ts';
import { openBench } from '../../../test/support/station/bench.ts';
import { created } from '../../../test/support/station/samples.ts';
import { de } from '../../renderer/i18n/de.ts';
import { en } from '../../renderer/i18n/en.ts';
import { es } from '../../renderer/i18n/es.ts';
import { pl } from '../../renderer/i18n/pl.ts';
import { ORDER_STATES } from '../../shared/order-states.ts';
import type { MessageKey } from './message.ts';
import { translate } from './translate.ts';

const WINDOW: Readonly<Record<(typeof LANGUAGE_CODES)[number], Readonly<Record<string, string>>>> = { en, de, es, pl };

describe.each(LANGUAGE_CODES)('words inside the sentences in %s', (language) => {
  const window = WINDOW[language];
  const lower = (text = ''): string => text.charAt(0).toLowerCase() + text.slice(1);

  it('are those of the window', () => {
    const term = (code: string): string => translate(language, `term.${code}` as MessageKey, {});
    const ofWindow = [
      ...ORDER_STATES.map((state) => [state, window[`state.${state}`]]),
      ...['items', 'payment', 'inventory', 'product'].map((what) => [what, window[`waits.${what}`]]),
      ...['lot', 'serial', 'expiry', 'order', 'item', 'box'].map((what) => [what, window[`expect.${what}`]]),
    ];
    expect(ofWindow.map(([code = '']) => term(code))).toEqual(ofWindow.map(([, word]) => word));
    const shorts = SHORT_REASONS.map((reason) => lower(term(reason)));
    expect(shorts).toEqual(SHORT_REASONS.map((reason) => lower(window[`short.${reason}`])));
  });

  it('name a button as it is labelled', () => {
    const says = (key: Parameters<typeof translate>[1]): string => translate(language, key, {});
    const label = (name: string): string => (window[`command.${name}`] ?? '').toUpperCase();
    for (const [key, ...names] of [
      ['say.pack.weight', 'done'],
      ['say.pack.done', 'done'],
      ['say.ship.handover', 'handover'],
      ['say.short', 'release', 'cancel'],
      ['say.conflict', 'release'],
      ['say.unanswered', 'release', 'cancel'],
      ['lead.needed', 'cancel'],
      ['lead.role', 'cancel'],
    ] as const)
      for (const name of names) expect(says(key)).toContain(label(name));
  });
});

it('a worker reads no code of the station inside a sentence', () => {
  const bench = openBench();
  bench.take(created('ORD-1'), created('ORD-2', { requires: ['payment', 'inventory'] }));
  const said = (...scans: readonly string[]): string[] => scans.map((text) => bench.scan(text).message);
  bench.codes('PS:OP:w1', 'PS:LANG:de');
  expect(said('NO-SUCH', 'ORD-2', ']C10101')).toEqual([
    'Hier unbekannt: NO-SUCH. Erwartet: Auftrag, Befehl.',
    'Auftrag ORD-2 wartet noch auf: Zahlung, Bestand.',
    'Nicht lesbar: (01) hat 2 Zeichen, es gehören 14 hin.',
  ]);
  bench.codes('ORD-1', 'A-01-03');
  expect(said('PS:SHORT:wrong_stock')).toEqual(['Fehlmenge bei Mug, blue: 0 von 2 (falscher Artikel im Fach).']);
  bench.codes('B-02-01', 'PS:SHORT:missing');
  expect(said('PS:ORDER::ORD-1')).toEqual(['Auftrag ORD-1: Fehlmenge, Pakete: 0.']);
});

it.each([
  ['reason', 'gift wrap', 'gift wrap'],
  ['scanned', 'order', 'order'],
  ['expected', 'A-01-03', 'A-01-03'],
  ['reason', 'payment, gift wrap', 'payment, gift wrap'],
  ['reason', 'toString', 'toString'],
] as const)('what is somebody else’s stays as it is: %s %j', (name, word, said) => {
  const key = ({ reason: 'lead.reason.ok', scanned: 'pick.bin.wrong', expected: 'scan.unknown' } as const)[name];
  expect(translate('pl', key, { [name]: word })).toContain(said);
});
