/** A command of ZPL and what follows it, up to the next. */
export interface ZplToken {
  readonly command: string;
  readonly rest: string;
}

/**
 * Reads ZPL as a printer does: `^` and `~` begin a command wherever they stand.
 * @throws when something stands before the first command or it is not all printable ASCII.
 */
export function zplTokens(zpl: string): ZplToken[] {
  if (!/^[\x20-\x7E\n]*$/.test(zpl)) throw new Error('not ASCII');
  const [before = '', ...pieces] = zpl.split(/(?=[\^~])/);
  const all = /^[\^~]/.test(before) ? [before, ...pieces] : pieces;
  if (all.length === pieces.length && before !== '') throw new Error(`text before the first command: ${before}`);
  return all.map((piece) => {
    // The font is the second letter of its command.
    const length = /^\^A./.test(piece) ? 2 : 3;
    return { command: piece.slice(0, length), rest: piece.slice(length).replace(/\n$/, '') };
  });
}

/** What `^FH_` makes of a field's data. */
export function unescaped(data: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < data.length; at += 1) {
    const hex = /^_([0-9A-F]{2})/.exec(data.slice(at, at + 3))?.[1];
    bytes.push(hex === undefined ? data.charCodeAt(at) : Number.parseInt(hex, 16));
    if (hex !== undefined) at += 2;
  }
  return Buffer.from(bytes).toString('utf8');
}
