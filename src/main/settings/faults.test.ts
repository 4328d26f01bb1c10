import { expect, it } from 'vitest';
import { setUpEn } from '../messages/set-up/en.ts';
import { inWords } from '../messages/translate.ts';
import { checkSettings } from './faults.ts';
import { settingsSchema } from './schema.ts';

const faultsOf = (language: 'de' | 'en', file: unknown): string => {
  const checked = checkSettings(file);
  return checked.ok ? 'none' : inWords(language, checked.faults);
};

/** Every message that the schema brings itself. */
function formsOf(node: unknown, seen = new Set<unknown>()): string[] {
  if (typeof node !== 'object' || node === null || seen.has(node)) return [];
  seen.add(node);
  const own = 'message' in node && typeof node.message === 'string' ? [node.message] : [];
  return [...own, ...Object.values(node).flatMap((below) => formsOf(below, seen))];
}

it('has every form that the schema asks for in its words, and no other', () => {
  const words = Object.entries(setUpEn).flatMap(([key, text]) => (key.startsWith('form.') ? [text] : []));
  expect([...new Set(formsOf(settingsSchema))].toSorted()).toEqual(words.toSorted());
});

it.each<[string, unknown, string]>([
  ['a key that is none', { weight: { tolerence_g: 1 } }, 'weight.tolerence_g: diese Einstellung gibt es nicht'],
  ['a key that is missing', { boxes: [{}] }, 'boxes.0.code: fehlt'],
  ['no choice of kind', { printers: [{}] }, 'printers.0.kind: fehlt'],
  ['another kind', { printers: [{ kind: 'fax' }] }, 'printers.0.kind: erwartet wird eines von folder, zpl, system'],
  ['no object in a list', { printers: ['['] }, 'printers.0: falsche Art: erwartet wird ein Objekt'],
  ['one code for two boxes', { boxes: [{ code: 'M' }, { code: 'M' }] }, 'boxes: zwei Kartons haben denselben Code'],
  ['a word that is none', { short_policy: 'perhaps' }, 'short_policy: erwartet wird eines von ship, hold'],
  ['text for a number', { weight: { tolerance_g: 'x' } }, 'weight.tolerance_g: falsche Art: erwartet wird eine Zahl'],
  ['a number for an object', { station: 7 }, 'station: falsche Art: erwartet wird ein Objekt'],
  ['a half number', { retention: { personal_days: 0.5 } }, 'retention.personal_days: erwartet wird eine ganze Zahl'],
  ['too little', { weight: { tolerance_pct: -1 } }, 'weight.tolerance_pct: mindestens 0'],
  ['too much', { weight: { tolerance_pct: 101 } }, 'weight.tolerance_pct: höchstens 100'],
  ['nothing', { station: { name: '' } }, 'station.name: mindestens 1 Zeichen oder Einträge'],
  ['a form', { numbers: { sscc: { prefix: '12' } } }, 'numbers.sscc.prefix: eine GS1-Basisnummer: 3 bis 12 Ziffern'],
  ['no address', { telemetry: { endpoint: 'x' } }, 'telemetry.endpoint: erwartet wird eine Adresse (URL)'],
  ['no file', 7, '(die ganze Datei): falsche Art: erwartet wird ein Objekt'],
])('says of %s what was expected', (_, file, words) => {
  expect(faultsOf('de', file)).toBe(words);
});

it('never says what was given: it may be a key', () => {
  const file = {
    telemetry: { headers: { key: ['SECRET'] }, endpoint: 'SECRET' },
    http: { token_file: { SECRET: 1 } },
    operators: [{ id: 'w1', role: 'SECRET', pin_hash: 'SECRET', pin: 'SECRET' }],
  };
  expect(faultsOf('en', file)).toContain('operators.0.role: expected one of worker, lead, admin');
  expect(faultsOf('en', file)).not.toContain('SECRET');
});
