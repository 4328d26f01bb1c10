import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** The symbols whose identifiers the station knows (src/main/gs1/symbology.ts). */
const OPTIONS: ReaderOptions = {
  formats: ['EANUPC', 'Code128', 'ITF', 'DataBar', 'QRCode', 'DataMatrix'],
  // As a scanner sends it: GS between the fields of a GS1 code, no brackets.
  textMode: 'Plain',
  tryHarder: true,
  maxNumberOfSymbols: 4,
};

/** Reads the codes of a picture, each as a scanner sends it: its AIM identifier, then its text. */
export type Decode = (picture: ImageData) => Promise<readonly string[]>;

/** Loads the decoder from where the page itself comes from; it would else ask another server for it. */
export async function loadDecoder(): Promise<Decode> {
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return async (picture) => {
    const found = await readBarcodes(picture, OPTIONS);
    return found.map(({ symbologyIdentifier, text }) => symbologyIdentifier + text);
  };
}
