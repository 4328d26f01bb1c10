/*
 * A carrier's label is ZPL that somebody else wrote, and a printer obeys all of it: `^MMT` turns a peel-off printer into a
 * tear-off one until it is switched off, `^PQ5` prints five, `~JA` throws away what waits, `! U1 setvar` and `^JU` stay
 * for good, `~HS` and `^HH` make it answer a question that nobody asked. A label may draw, and no more.
 */

/** What draws, in the words of Zebra's programming guide; `^A` and `^B` are fonts and barcodes, whatever follows. */
const DRAWS = new Set(
  `^XA ^XZ ^CF ^CI ^CV ^CW ^DF ^FB ^FC ^FD ^FE ^FH ^FL ^FM ^FN ^FO ^FP ^FR ^FS ^FT ^FV ^FW ^FX ^GB ^GC ^GD ^GE ^GF ^GS
   ^IL ^IM ^JM ^LH ^LL ^LR ^LS ^LT ^MU ^PA ^PM ^PO ^PW ^SE ^SF ^SN ^TB ^XF ^XG`.split(/\s+/),
);
const draws = (command: string): boolean => DRAWS.has(command) || /^\^[AB]/.test(command);

/** A picture for the printer's memory: many carriers send their logo so, before the label that shows it. */
const PICTURE = '~DG';
const MARKS = /\^(?:FD|FV|SN|SF|GF|GB|GC|GD|GE|XG|IM|IL)/i;

export interface DrawnLabel {
  readonly bytes: Uint8Array;
  /** Commands that were taken out, each once. */
  readonly leftOut: readonly string[];
}

/**
 * A carrier's ZPL with all taken out that does something else than draw. What stands outside of `^XA` and `^XZ` is no
 * part of a label. Nothing of what draws is changed, to the byte.
 * @returns undefined where no whole label is left.
 */
export function carrierZpl(bytes: Uint8Array): DrawnLabel | undefined {
  // A character is a byte: pictures may be binary.
  const zpl = Buffer.from(bytes).toString('latin1');
  const kept: string[] = [];
  const leftOut = new Set<string>();
  let isInside = false;
  let labels = 0;
  for (let at = nextCommand(zpl, 0); at < zpl.length;) {
    const end = endOf(zpl, at);
    const piece = zpl.slice(at, end);
    const command = piece.slice(0, 3).toUpperCase();
    at = end;
    if (command === '^XA') isInside = true;
    if (command === PICTURE || (isInside && draws(command))) kept.push(command === '^XZ' ? ending(piece) : piece);
    else leftOut.add(command.replaceAll(/[^!-~]/g, ''));
    if (command !== '^XZ') continue;
    if (isInside) labels += 1;
    isInside = false;
  }
  const label = kept.join('');
  if (labels === 0 || isInside || !MARKS.test(label)) return undefined;
  return { bytes: Buffer.from(label, 'latin1'), leftOut: [...leftOut] };
}

/** `^XZ` and the line's end; what follows is said to the printer itself. */
const ending = (piece: string): string => /^...[\r\n]*/.exec(piece)?.[0] ?? piece;

/** Where a command ends: at the next, but a binary picture is as long as it says. */
function endOf(zpl: string, at: number): number {
  const binary = /^\^GFB,(\d{1,9}),\d*,\d*,/i.exec(zpl.slice(at, at + 40));
  return nextCommand(zpl, at + (binary === null ? 1 : binary[0].length + Number(binary[1])));
}

function nextCommand(zpl: string, from: number): number {
  const rest = zpl.slice(from).search(/[\^~]/);
  return rest === -1 ? zpl.length : from + rest;
}
