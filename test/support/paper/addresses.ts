import { array, constant, constantFrom, option, record, string, tuple, type Arbitrary } from 'fast-check';

/** Words people's addresses are made of, in ten scripts; the first of each are long, to be broken. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  latin: ['Wolfeschlegelsteinhausenbergerdorff', 'Łódź', 'Đặng', 'Ţepeş', 'Þórður', 'O’Neil', 'São', 'Ñandú', 'Straße'],
  greek: ['Θεσσαλονίκη', 'Παπαδόπουλος', 'Οδός', 'Ερμού', 'Αθήνα', 'Ζωή'],
  cyrillic: ['Достопримечательность', 'Щербаков', 'улица', 'Київ', 'Ђорђе', 'Ленина', 'дом'],
  arabic: ['شارع', 'الاستقلال', 'محمد', 'القاهرة', 'عبدالرحمن', 'بناية', 'المملكة'],
  hebrew: ['רחוב', 'הרצל', 'תל־אביב', 'ישראל', 'בנימין', 'קומה'],
  thai: ['กรุงเทพมหานคร', 'ถนนสุขุมวิท', 'แขวงคลองเตย', 'สมชาย', 'ชั้น', 'ก็ที่ญี่ปุ่น'],
  devanagari: ['श्रीनिवास', 'महात्मा', 'गांधी', 'मार्ग', 'नई', 'दिल्ली', 'विश्वविद्यालय'],
  chinese: ['北京市朝阳区建国门外大街', '李小龙', '中华人民共和国', '上海', '三号楼', '香港特別行政區'],
  japanese: ['東京都千代田区丸の内', 'やまだたろう', 'コーポレーション', '大阪', '株式会社', 'ビル'],
  korean: ['서울특별시', '강남구', '테헤란로', '김철수', '대한민국', '아파트'],
  emoji: ['👩‍👩‍👧‍👦', '🏠', '🇩🇪', 'Ana 🎉', '✈️'],
};

/** What would be a command, an escape, a direction or a line of its own if anybody obeyed it. */
const HOSTILE = [
  '^XZ',
  '~JA',
  '^XZ^XA^FO0,0^GB800,1200,800^FS^XZ',
  'Bob^FS^XZ~JR',
  '_5E',
  '_5EXZ_7EJA',
  String.raw`\&`,
  String.raw`\\&\(-`,
  '>;>8>6',
  '\u0000\u0001\u001B@\u0007',
  'a\r\nb\tc\u2028d\u0085e',
  '\u202Egnp.elif\u202C',
  '\u2066\u200F\u200E\u2069',
  '\u200B\uFEFF\u00AD',
  'i'.repeat(500),
  'W'.repeat(500),
  '-'.repeat(500),
  '…™“”'.repeat(60),
  'ab '.repeat(170),
  'Ạ̈́̐̂̋̏̈̃̐́̐̈̂'.repeat(30),
  '\uD800x\uDC00',
  '',
  '   ',
  '漢'.repeat(300),
  '%s%n${x}{{y}}<script>alert(1)</script>',
] as const;

const words = (script: readonly string[]): Arbitrary<string> =>
  array(constantFrom(...script, '7', '12-14', 'b.'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(' '));

const line: Arbitrary<string> = constantFrom(...Object.values(SCRIPTS)).chain(words);

const hostile: Arbitrary<string> = tuple(constantFrom(...HOSTILE), option(line, { nil: '' })).map((parts) =>
  parts.join(''),
);

const any = (text: Arbitrary<string>) =>
  record({
    name: text,
    company: option(text, { nil: '' }),
    street1: text,
    street2: option(text, { nil: '' }),
    city: text,
    region: option(text, { nil: '' }),
    postal_code: constantFrom('10115', 'SW1A 1AA', '〒100-0005', ''),
    country: constantFrom('DE', 'GR', 'EG', 'TH', 'JP', 'KR', '', 'Neverland'),
  });

/** An address whose lines are of one script or another. */
export const addresses = any(line);
/** One whose lines want to be something else. */
export const hostileAddresses = any(hostile);
export const hostileText: Arbitrary<string> = hostile;
export const orderIds: Arbitrary<string> = constantFrom(
  'ORD-1001',
  '^XZ~JA',
  'Bestellung ü 7',
  'x'.repeat(200),
  '_5E>8\\&',
  '漢字-1',
).chain((id) => (id === 'ORD-1001' ? string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 }) : constant(id)));
