import { code128, drawingSVG } from 'bwip-js/browser';

/** A Code 128 as the address of an SVG; with its quiet zone of ten modules at both sides. */
export function barcodeImage(text: string): string {
  const svg: string = code128(
    { bcid: 'code128', text: escaped(text), parse: true, height: 12, paddingwidth: 10, barcolor: '000000' },
    drawingSVG(),
  );
  // It fills whatever room it has, bars alone have no proportions to keep.
  const stretched = svg.replace('<svg ', '<svg preserveAspectRatio="none" shape-rendering="crispEdges" ');
  return `data:image/svg+xml,${encodeURIComponent(stretched)}`;
}

/** `^` begins what stands for a character that is none: GS, and a `^` itself. */
const escaped = (text: string): string =>
  text.replaceAll(/[\^\p{Cc}]/gu, (character) => `^${String(character.codePointAt(0)).padStart(3, '0')}`);
