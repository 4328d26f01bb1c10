/** Columns of text, each as wide as its widest cell. Control characters of data are not sent to the terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  const [first = [], ...others] = all;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

const graphemes = new Intl.Segmenter();

/** Columns that a text takes, near enough: what people see as one character counts once. */
const widthOf = (text: string): number => [...graphemes.segment(text)].length;

export const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '·');

/** Seconds as people say them: `2 d 3 h`, `14 min`, `8 s`. */
export function duration(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const;
  const at = units.findIndex(([, size]) => seconds >= size);
  if (at === -1) return `${Math.round(seconds * 1000)} ms`;
  const [name, size] = units[at] ?? ['s', 1];
  const [lesser, lesserSize] = units[at + 1] ?? ['', 0];
  const rest = lesserSize === 0 ? 0 : Math.floor((seconds % size) / lesserSize);
  const whole = name === 's' ? Math.round(seconds * 10) / 10 : Math.floor(seconds / size);
  return rest > 0 ? `${whole} ${name} ${rest} ${lesser}` : `${whole} ${name}`;
}
