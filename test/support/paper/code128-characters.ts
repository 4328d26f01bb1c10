/*
 * Code 128 read from the widths of its bars and spaces, for what decoders keep to themselves: where its function
 * characters stand. The table is the standard's own, not the encoder's.
 */

// prettier-ignore
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const STOP = '2331112';
const START_A = 103;

type CodeSet = 'A' | 'B' | 'C';
const SETS: Readonly<Record<number, CodeSet>> = { 99: 'C', 100: 'B', 101: 'A' };
const STARTS: Readonly<Record<number, CodeSet>> = { 103: 'A', 104: 'B', 105: 'C' };
const FUNCTIONS: Readonly<Record<number, string>> = { 96: '<FNC3>', 97: '<FNC2>', 102: '<FNC1>' };

/**
 * The text with `<FNC3>` where it stands.
 * @throws at whatever is no Code 128: a wrong width, start, stop or check character.
 */
export function code128Characters(widths: readonly number[]): string {
  const all = widths.join('');
  if (!all.endsWith(STOP)) throw new Error('no stop character');
  const values = (all.slice(0, -STOP.length).match(/.{1,6}/g) ?? []).map((pattern) => PATTERNS.indexOf(pattern));
  if (values.includes(-1)) throw new Error('widths of no character');
  const [start = -1, ...rest] = values;
  const check = rest.pop();
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start);
  if (start < START_A || sum % 103 !== check) throw new Error('wrong start or check character');
  return textOf(rest, STARTS[start] ?? 'A');
}

function textOf(values: readonly number[], first: CodeSet): string {
  let set = first;
  let text = '';
  for (const value of values) {
    const next = SETS[value];
    if (set === 'C' && value < 100) text += String(value).padStart(2, '0');
    else if (value === 98 || next === set) throw new Error('shifts and FNC4 are not read here');
    else if (next !== undefined) set = next;
    else text += FUNCTIONS[value] ?? String.fromCharCode(set === 'A' && value >= 64 ? value - 64 : value + 32);
  }
  return text;
}
