import type { KeyStroke } from '../../../src/renderer/scanner/events.ts';

/*
 * A double of a keyboard scanner, because no hardware can be plugged into a test: it presses the places of a US keyboard
 * with a scanner's timing, and the system's layout makes of them what it makes. Its tables are its own.
 */

export type Layout = 'us' | 'azerty' | 'qwertz';

const PLACES = [
  ['Backquote', ...Array.from('1234567890').map((digit) => `Digit${digit}`), 'Minus', 'Equal'],
  [...Array.from('QWERTYUIOP').map((letter) => `Key${letter}`), 'BracketLeft', 'BracketRight', 'Backslash'],
  [...Array.from('ASDFGHJKL').map((letter) => `Key${letter}`), 'Semicolon', 'Quote'],
  [...Array.from('ZXCVBNM').map((letter) => `Key${letter}`), 'Comma', 'Period', 'Slash'],
  ['Space'],
].flat();

/** What the places type, plain and with Shift. Sources: the Windows layouts US, French (kbdfr) and German (kbdgr). */
const TYPES: Readonly<Record<Layout, readonly [readonly string[], readonly string[]]>> = {
  us: [
    ['`1234567890-=', 'qwertyuiop[]\\', "asdfghjkl;'", 'zxcvbnm,./', ' '],
    ['~!@#$%^&*()_+', 'QWERTYUIOP{}|', 'ASDFGHJKL:"', 'ZXCVBNM<>?', ' '],
  ],
  azerty: [
    ['²&é"\'(-è_çà)=', 'azertyuiop^$*', 'qsdfghjklmù', 'wxcvbn,;:!', ' '],
    ['~1234567890°+', 'AZERTYUIOP¨£µ', 'QSDFGHJKLM%', 'WXCVBN?./§', ' '],
  ],
  qwertz: [
    ['^1234567890ß´', 'qwertzuiopü+#', 'asdfghjklöä', 'yxcvbnm,.-', ' '],
    ['°!"§$%&/()=?`', "QWERTZUIOPÜ*'", 'ASDFGHJKLÖÄ', 'YXCVBNM;:_', ' '],
  ],
};

const typedBy = (layout: Layout, shift: boolean): string => TYPES[layout][shift ? 1 : 0].join('');

export interface ScannerModel {
  readonly startMs?: number;
  /** Between two keys going down: one number for all, or one for each key after the first, the terminator included. */
  readonly gaps?: number | readonly number[];
  readonly terminator?: string | undefined;
  readonly layout?: Layout;
  readonly capsLock?: boolean;
  /** How GS is sent. */
  readonly gs?: 'ctrl-bracket' | 'f8' | 'ascii-29' | 'alt-029' | 'alt-0029';
  readonly inField?: boolean;
  /** Whether Shift itself is seen going down and up around a shifted key. */
  readonly shiftEvents?: boolean;
}

type Keys = Pick<KeyStroke, 'key' | 'code'> & Partial<KeyStroke>;

/** One event, with what is not named switched off. */
export const stroke = (t: number, keys: Keys, kind: 'down' | 'up' = 'down'): KeyStroke => ({
  kind,
  t,
  shift: false,
  ctrl: false,
  alt: false,
  altGraph: false,
  meta: false,
  repeat: false,
  composing: false,
  inField: false,
  ...keys,
});

/** A key down and up again after `dwell` ms. */
export const press = (t: number, keys: Keys, dwell = 2): KeyStroke[] => [
  stroke(t, keys),
  stroke(t + dwell, keys, 'up'),
];

/** The events of one scan, as the window gets them. */
export function scanOf(text: string, model: ScannerModel = {}): KeyStroke[] {
  const { startMs = 0, gaps = 8, terminator = 'Enter', inField = false } = model;
  const ends = 'terminator' in model && model.terminator === undefined ? [] : [terminator];
  let t = startMs;
  const items = [...Array.from(text, (character) => ({ character })), ...ends.map((key) => ({ key }))];
  return items.flatMap((item, index) => {
    if (index > 0) t += typeof gaps === 'number' ? gaps : (gaps[index - 1] ?? 8);
    const events = 'key' in item ? press(t, { key: item.key, code: item.key }, 0) : typed(t, item.character, model);
    return events.map((event) => ({ ...event, inField }));
  });
}

function typed(t: number, character: string, model: ScannerModel): KeyStroke[] {
  if (character === '\u001D') return groupSeparator(t, model.gs ?? 'ctrl-bracket');
  const shift = !typedBy('us', false).includes(character);
  const place = typedBy('us', shift).indexOf(character);
  const code = PLACES[place];
  if (code === undefined) throw new Error(`no key of a US keyboard types ${JSON.stringify(character)}`);
  const key = typedBy(model.layout ?? 'us', shift).charAt(place);
  const seen = model.capsLock === true ? invertCase(key) : key;
  const keys = press(t, { key: seen, code, shift }, 0);
  if (!shift || model.shiftEvents === false) return keys;
  return [
    stroke(t, { key: 'Shift', code: 'ShiftLeft', shift: true }),
    ...keys,
    stroke(t, { key: 'Shift', code: 'ShiftLeft' }, 'up'),
  ];
}

function groupSeparator(t: number, form: NonNullable<ScannerModel['gs']>): KeyStroke[] {
  if (form === 'f8') return press(t, { key: 'F8', code: 'F8' }, 0);
  if (form === 'ascii-29') return press(t, { key: '\u001D', code: '' }, 0);
  if (form === 'ctrl-bracket') {
    return [
      stroke(t, { key: 'Control', code: 'ControlLeft', ctrl: true }),
      ...press(t, { key: ']', code: 'BracketRight', ctrl: true }, 0),
      stroke(t, { key: 'Control', code: 'ControlLeft' }, 'up'),
    ];
  }
  return [
    stroke(t, { key: 'Alt', code: 'AltLeft', alt: true }),
    ...Array.from(form.slice(4)).flatMap((digit) => press(t, { key: digit, code: `Numpad${digit}`, alt: true }, 0)),
    stroke(t, { key: 'Alt', code: 'AltLeft' }, 'up'),
  ];
}

const invertCase = (key: string): string => (key === key.toUpperCase() ? key.toLowerCase() : key.toUpperCase());

/** A person's keys, one after the other, each held for 80 ms. */
export function typingOf(
  text: string,
  model: { startMs?: number; gapMs?: number; inField?: boolean } = {},
): KeyStroke[] {
  const { startMs = 0, gapMs = 180, inField = false } = model;
  return Array.from(text)
    .flatMap((character, index) =>
      press(startMs + index * gapMs, { key: character, code: placeOf(character), inField }, Math.min(80, gapMs)),
    )
    .sort((a, b) => a.t - b.t);
}

const placeOf = (character: string): string => PLACES[typedBy('us', false).indexOf(character)] ?? character;
