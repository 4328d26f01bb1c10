import { createCanvas, loadImage } from '@napi-rs/canvas';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/*
 * Two decoders that have nothing to do with each other or with us: what both read from the dots is what a scanner in a
 * hall will read.
 */

const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer } });

export interface Decoded {
  readonly format: string;
  readonly text: string;
}

/** Every barcode in a picture, as zxing reads it. GS1 data comes with its identifiers in parentheses. */
export async function zxing(png: Uint8Array): Promise<(Decoded & { readonly isForScanner: boolean })[]> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width + 40, image.height + 40);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 20, 20);
  const found = await readBarcodes(
    context.getImageData(0, 0, canvas.width, canvas.height) as unknown as Parameters<typeof readBarcodes>[0],
    {
      tryHarder: true,
      maxNumberOfSymbols: 30,
    },
  );
  return found
    .filter(({ isValid }) => isValid)
    .map(({ format, text, readerInit }) => ({ format, text, isForScanner: readerInit }));
}

const has = (program: string, argument: string): boolean =>
  spawnSync(program, [argument], { stdio: 'ignore' }).error === undefined;

/** Whether this machine has `zbarimg` (Debian: zbar-tools). */
export const hasZbar = has('zbarimg', '--version');

/** Whether it has `pdftoppm` (Debian: poppler-utils). */
export const hasPdftoppm = has('pdftoppm', '-v');

/** Every barcode in a picture, as zbar reads it; it knows no Data Matrix. */
export function zbar(pngFile: string): Decoded[] {
  // It ends with 4 where it found nothing; raw bytes, because it would guess an encoding.
  return spawnSync('zbarimg', ['--quiet', pngFile], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return { format: line.slice(0, at), text: line.slice(at + 1) };
    });
}
