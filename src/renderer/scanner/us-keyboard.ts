/*
 * The US keyboard by the place of its keys (`KeyboardEvent.code`): plain, then shifted. A scanner set to US presses these
 * places, whatever the system's layout, Caps Lock or Num Lock make of them.
 * Source: W3C UI Events KeyboardEvent code Values, sections 3.1.1 and 3.1.4.
 */
const PUNCTUATION: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: `'"`,
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
};

const NUMPAD: Readonly<Record<string, string>> = {
  NumpadDecimal: '.',
  NumpadAdd: '+',
  NumpadSubtract: '-',
  NumpadMultiply: '*',
  NumpadDivide: '/',
  NumpadEqual: '=',
  NumpadComma: ',',
};

const SHIFTED_DIGITS = ')!@#$%^&*(';

/** The character of a key of the number pad, whether Num Lock is on or off. */
export function numpadText(code: string): string | undefined {
  return /^Numpad(\d)$/.exec(code)?.[1] ?? NUMPAD[code];
}

/** What the key at this place types on a US keyboard; undefined when it types nothing there. */
export function usText(code: string, shift: boolean): string | undefined {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return shift ? letter : letter.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return shift ? SHIFTED_DIGITS[Number(digit)] : digit;
  return PUNCTUATION[code]?.[shift ? 1 : 0] ?? numpadText(code);
}
