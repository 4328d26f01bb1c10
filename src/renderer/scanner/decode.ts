import type { ScannerSettings } from '../../shared/scanner-settings.ts';
import type { KeyStroke } from './events.ts';
import { numpadText, usText } from './us-keyboard.ts';

export const GS = '\u001D';

/** What stands in a text for a key that means no character. */
export const UNREADABLE = '\uFFFD';

export type Decoded =
  | { readonly as: 'text'; readonly text: string }
  | { readonly as: 'terminator' }
  /** Enter or Tab where another key ends a scan: inside a scan it is data, alone a person's. */
  | { readonly as: 'control'; readonly key: 'Enter' | 'Tab'; readonly text: string }
  /** A digit of an Alt code: what it means is known when Alt is let go. */
  | { readonly as: 'alt-digit'; readonly digit: string }
  | { readonly as: 'modifier' }
  | { readonly as: 'unreadable'; readonly why: 'composing' | 'undecodable' }
  /** A key that types nothing: arrows, Escape, shortcuts. */
  | { readonly as: 'other' };

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn']);

/** Reads one key going down; nothing here looks at time or at other keys. */
export function decode(stroke: KeyStroke, settings: ScannerSettings): Decoded {
  // Lock keys too: some scanners switch Caps Lock or Num Lock around their codes.
  if (MODIFIERS.has(stroke.key)) return { as: 'modifier' };
  if (stroke.composing) return { as: 'unreadable', why: 'composing' };
  if (isGroupSeparator(stroke, settings)) return { as: 'text', text: GS };
  const control = controlKey(stroke);
  if (control === settings.terminator) return { as: 'terminator' };
  if (control === 'Enter') return { as: 'control', key: 'Enter', text: '\r' };
  if (control === 'Tab') return { as: 'control', key: 'Tab', text: '\t' };
  const altDigit = stroke.alt && !stroke.ctrl ? /^Numpad(\d)$/.exec(stroke.code)?.[1] : undefined;
  if (altDigit !== undefined) return { as: 'alt-digit', digit: altDigit };
  return settings.decode === 'key' ? byKey(stroke) : byPlace(stroke);
}

/**
 * The character that Alt and these digits type. Only ASCII: above it the answer depends on the system's code page.
 */
export function decodeAltCode(digits: string, settings: ScannerSettings): Decoded {
  const code = Number(digits);
  if (code === 13 || code === 10) return settings.terminator === 'Enter' ? { as: 'terminator' } : text(code);
  if (code === 9) return settings.terminator === 'Tab' ? { as: 'terminator' } : text(code);
  if (code === 29 && !settings.gs.includes('alt-029')) return { as: 'unreadable', why: 'undecodable' };
  return code >= 1 && code < 127 ? text(code) : { as: 'unreadable', why: 'undecodable' };
}

const text = (code: number): Decoded => ({ as: 'text', text: String.fromCodePoint(code) });

function isGroupSeparator(stroke: KeyStroke, { gs }: ScannerSettings): boolean {
  const { key, code, ctrl, alt, meta } = stroke;
  if (key === GS) return gs.includes('ascii-29');
  if (ctrl && !alt && !meta) return gs.includes('ctrl-bracket') && (code === 'BracketRight' || key === ']');
  return key === 'F8' && !alt && !meta && gs.includes('f8');
}

/** Enter, Tab or a function key; also as Ctrl+M, Ctrl+J and Ctrl+I, which is how some scanners send CR, LF and HT. */
function controlKey({ key, code, ctrl, alt }: KeyStroke): string | undefined {
  if (ctrl && !alt) {
    if (code === 'KeyM' || code === 'KeyJ') return 'Enter';
    if (code === 'KeyI') return 'Tab';
  }
  return key === 'Enter' || key === 'Tab' || /^F\d+$/.test(key) ? key : undefined;
}

function byPlace({ key, code, shift, ctrl, alt, meta }: KeyStroke): Decoded {
  // Remote desktops and on-screen keyboards may leave the place out, and then a letter would only be a guess.
  const unplaced = code === '' || code === 'Unidentified';
  if (unplaced && (isCharacter(key) || isUnsettled(key))) return { as: 'unreadable', why: 'undecodable' };
  if (ctrl || alt || meta) return { as: 'other' };
  const typed = usText(code, shift);
  if (typed !== undefined) return { as: 'text', text: typed };
  return isCharacter(key) || isUnsettled(key) ? { as: 'unreadable', why: 'undecodable' } : { as: 'other' };
}

function byKey({ key, code, ctrl, alt, altGraph, meta }: KeyStroke): Decoded {
  if (key === 'Process') return { as: 'unreadable', why: 'composing' };
  if (isUnsettled(key)) return { as: 'unreadable', why: 'undecodable' };
  // Windows reports AltGr as Ctrl and Alt together.
  if (((ctrl || alt) && !altGraph && !(ctrl && alt)) || meta) return { as: 'other' };
  if (isCharacter(key)) return { as: 'text', text: key };
  const numpad = numpadText(code);
  return numpad === undefined ? { as: 'other' } : { as: 'text', text: numpad };
}

/** The name of a key that types is what it types: one character, of one or two UTF-16 units. */
const isCharacter = (key: string): boolean =>
  key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff);
const isUnsettled = (key: string): boolean => key === 'Dead' || key === 'Process' || key === 'Unidentified';
