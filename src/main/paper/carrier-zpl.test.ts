import { describe, expect, it } from 'vitest';
import { zplPictures } from '../../../test/support/paper/zpl-picture.ts';
import { carrierZpl } from './carrier-zpl.ts';

const read = (zpl: string): { zpl: string; leftOut: readonly string[] } | undefined => {
  const drawn = carrierZpl(Buffer.from(zpl, 'latin1'));
  return drawn && { zpl: Buffer.from(drawn.bytes).toString('latin1'), leftOut: drawn.leftOut };
};

const LABEL = '^XA^CI28^PW812^LL1218^LH0,0^FO50,50^A0N,40,40^FH_^FDBerlin_7E^FS^FO50,120^BY3^BCN,100,Y^FD1Z999^FS^XZ\n';

describe('the ZPL of a carrier', () => {
  it('is printed to the byte where it only draws', () => {
    const logo = '~DGR:LOGO.GRF,4,1,\nFF00FF00\n';
    expect(read(LABEL)).toEqual({ zpl: LABEL, leftOut: [] });
    expect(read(logo + LABEL.replace('^XZ', '^XGR:LOGO.GRF,1,1^FS^XZ'))).toMatchObject({ leftOut: [] });
  });

  it.each([
    ['turns no printer into another', '^MMT', ['^MM']],
    ['prints once', '^PQ5,0,1,Y', ['^PQ']],
    ['keeps nothing in the printer', '^JUS', ['^JU']],
    ['stops, resets and empties nothing', '~JA~JR~PP', ['~JA', '~JR', '~PP']],
    ['asks the printer nothing', '~HS^HH', ['~HS', '^HH']],
    ['says nothing in small letters either', '^mmt~ja', ['^MM', '~JA']],
    ['changes no sign of the language', '^KNother^NC2^SX', ['^KN', '^NC', '^SX']],
  ])('%s', (_, bad, leftOut) => {
    expect(read(LABEL.replace('^FO50,120', `${bad}^FO50,120`))).toEqual({ zpl: LABEL, leftOut });
  });

  it('says nothing before or behind its label', () => {
    const bad = '! U1 setvar "media.type" "mark"\r\n';
    expect(read(`${bad}${LABEL}${bad}{}{"device.reset":""}`)).toEqual({ zpl: LABEL, leftOut: [] });
    expect(read(`^MMT${LABEL.trim()}${bad}`)).toEqual({ zpl: LABEL.trim(), leftOut: ['^MM'] });
  });

  it('keeps a binary picture, whatever its bytes look like', () => {
    const picture = '^GFB,8,8,1,^JUS~JA\u0000^FS';
    expect(read(`^XA^FO1,1${picture}^JUS^XZ`)).toEqual({ zpl: `^XA^FO1,1${picture}^XZ`, leftOut: ['^JU'] });
  });

  it.each([
    '',
    'no label',
    '^XA^XZ',
    '^XA^FDnever ended^FS',
    '^FDnever begun^FS^XZ',
    '%PDF-1.7',
    '^XA^CC+\n+FDother+XZ',
  ])('is none: %j', (zpl) => expect(read(zpl)).toBeUndefined());

  it('draws the same label without what was taken out', async () => {
    const bad = LABEL.replace('^FO50,50', '^PQ3^MMP^SZ2^JZN^FO50,50');
    const [clean] = await zplPictures(LABEL, 203);
    const pictures = await zplPictures(read(bad)?.zpl ?? '', 203);
    expect(pictures).toHaveLength(1);
    expect(pictures[0]?.equals(clean ?? Buffer.of())).toBe(true);
  });
});
