import { SCANNER_DEFAULTS, TERMINATORS, type ScannerSettings } from '../../shared/scanner-settings.ts';
import { decode, decodeAltCode, GS } from './decode.ts';
import type { KeyStroke } from './events.ts';
import { feed } from './feed.ts';
import { deadline, startScanner } from './scanner-state.ts';

/**
 * The code that the set-up page shows: letters that keyboard layouts move, both cases, all digits, the punctuation of
 * bins and commands, the `]` of symbology identifiers, and GS with something behind it.
 */
export const TEST_CODE = `PS-Test_AQWZMY/aqwzmy.0123456789]${GS}END`;

/** What to tell the person at the scanner; the screen has a sentence for each. */
export type SetUpAdvice =
  /** No key came. */
  | 'scanner.setup.nothing'
  /** The keys are no form of the test code: another code was scanned, or part of it was lost. */
  | 'scanner.setup.other_code'
  /** No terminator: switch on a suffix, CR (Enter). */
  | 'scanner.setup.suffix'
  /** The keys are those of another country's keyboard: set the scanner to a US keyboard. */
  | 'scanner.setup.country'
  /** Upper and lower case came swapped or made one: switch Caps Lock off, and case conversion at the scanner. */
  | 'scanner.setup.case'
  /** GS did not come: have it sent as Ctrl+] or F8. */
  | 'scanner.setup.gs'
  /** The keys come too slowly: take the inter-character delay out, or use a cable. */
  | 'scanner.setup.delay'
  /** Works, but says nothing of the symbology: switch the AIM identifier on. */
  | 'scanner.setup.aim';

export type SetUpResult =
  | { readonly ok: true; readonly settings: ScannerSettings; readonly advice: readonly SetUpAdvice[] }
  | { readonly ok: false; readonly advice: readonly SetUpAdvice[] };

/**
 * Finds the settings under which the test code comes out right, and proves them by feeding the same keys to the scanner.
 *
 * @param strokes every key, down and up, of one scan of {@link TEST_CODE}, as the window got them
 */
export function findSettings(strokes: readonly KeyStroke[]): SetUpResult {
  const last = strokes.findLast(({ kind, key }) => kind === 'down' && !MODIFIER.test(key));
  if (last === undefined) return { ok: false, advice: ['scanner.setup.nothing'] };
  const terminator = TERMINATORS.find((key) => key === last.key) ?? ctrlTerminator(last);
  const readings = (['code-us', 'key'] as const).map((decodeBy) => {
    const settings = { ...SCANNER_DEFAULTS, terminator: terminator ?? 'Enter', decode: decodeBy };
    return { settings, text: textOf(strokes, settings) };
  });
  for (const { settings, text } of readings) {
    const at = text.indexOf(TEST_CODE);
    if (at === -1) continue;
    if (terminator === undefined) return { ok: false, advice: ['scanner.setup.suffix'] };
    const aim = /\][A-Za-z]\d$/.exec(text.slice(0, at))?.[0] ?? '';
    const found = {
      ...settings,
      prefix: text.slice(0, at - aim.length),
      suffix: text.slice(at + TEST_CODE.length),
      gapMs: gapFor(strokes),
    };
    if (!comesOut(strokes, found, aim + TEST_CODE)) return { ok: false, advice: ['scanner.setup.delay'] };
    return { ok: true, settings: found, advice: aim === '' ? ['scanner.setup.aim'] : [] };
  }
  return { ok: false, advice: adviceFor(readings.map(({ text }) => text)) };
}

const MODIFIER = /^(?:Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock)$/;

const ctrlTerminator = ({ ctrl, code }: KeyStroke): 'Enter' | 'Tab' | undefined => {
  if (!ctrl) return undefined;
  if (code === 'KeyM' || code === 'KeyJ') return 'Enter';
  return code === 'KeyI' ? 'Tab' : undefined;
};

/** All that the keys type, whatever their timing; terminators left out. */
function textOf(strokes: readonly KeyStroke[], settings: ScannerSettings): string {
  let text = '';
  let digits = '';
  for (const stroke of strokes) {
    const read =
      stroke.kind === 'up' && stroke.key === 'Alt' && digits !== ''
        ? decodeAltCode(digits, settings)
        : stroke.kind === 'down' && !stroke.repeat
          ? decode(stroke, settings)
          : undefined;
    if (read?.as === 'text') text += read.text;
    if (read?.as === 'alt-digit') digits += read.digit;
    else if (stroke.kind === 'up' && stroke.key === 'Alt') digits = '';
  }
  return text;
}

/** Half as much again as the slowest key took, within what the settings allow. */
function gapFor(strokes: readonly KeyStroke[]): number {
  const downs = strokes.filter(({ kind }) => kind === 'down');
  const gaps = downs.slice(1).map(({ t }, index) => t - (downs[index]?.t ?? t));
  // Stalls are rare and allowed for; the pace is what nine of ten keys keep.
  const pace = gaps.sort((a, b) => a - b)[Math.floor(gaps.length * 0.9)] ?? 0;
  return Math.min(150, Math.max(SCANNER_DEFAULTS.gapMs, Math.ceil(pace * 1.5)));
}

function comesOut(strokes: readonly KeyStroke[], settings: ScannerSettings, text: string): boolean {
  let state = startScanner(settings);
  const told = strokes.flatMap((stroke) => {
    // The set-up page has no say in what a field would do.
    const fed = feed(state, { ...stroke, inField: false });
    state = fed.state;
    return fed.outputs;
  });
  const end = deadline(state);
  if (end !== undefined) told.push(...feed(state, { kind: 'tick', t: end }).outputs);
  const scans = told.filter((output) => output.kind !== 'armed');
  return scans.length === 1 && scans.every((output) => output.kind === 'scan' && output.text === text);
}

function adviceFor(texts: readonly string[]): SetUpAdvice[] {
  const holds = (expected: string): boolean => texts.some((text) => text.includes(expected));
  const swapped = TEST_CODE.replaceAll(/[a-z]/gi, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  if (texts.every((text) => text === '')) return ['scanner.setup.other_code'];
  if (holds(swapped) || holds(TEST_CODE.toLowerCase()) || holds(TEST_CODE.toUpperCase())) return ['scanner.setup.case'];
  const [beforeGs = '', afterGs = ''] = TEST_CODE.split(GS);
  if (texts.some((text) => text.includes(beforeGs) && text.includes(afterGs))) return ['scanner.setup.gs'];
  // As many keys as the test code has, and the same digits or letters in places: another country's keyboard.
  const near = texts.some((text) => {
    const tail = text.slice(-TEST_CODE.length);
    const same = Array.from(tail).filter((character, index) => character === TEST_CODE.charAt(index)).length;
    return tail.length === TEST_CODE.length && same >= TEST_CODE.length / 4;
  });
  return near ? ['scanner.setup.country'] : ['scanner.setup.other_code'];
}
