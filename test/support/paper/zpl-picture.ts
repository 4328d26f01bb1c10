import { ready } from 'zpl-renderer-js';
import type { Dpi } from '../../../src/main/paper/draw/dots.ts';

const { api } = await ready;

/** What an independent emulator of a ZPL printer makes of labels: a PNG for each, a dot a pixel. */
export async function zplPictures(zpl: string, dpi: Dpi): Promise<Buffer[]> {
  const dotsPerMm = dpi === 203 ? 8 : 12;
  const size = (command: string): number => Number(new RegExp(`\\^${command}(\\d+)`).exec(zpl)?.[1]) / dotsPerMm;
  const pictures = await api.zplToBase64MultipleAsync(zpl, size('PW'), size('LL'), dotsPerMm);
  return pictures.map((picture) => Buffer.from(picture, 'base64'));
}
