import { PDFDocument } from '@napi-rs/canvas';
import type { Page } from '../page.ts';
import { paint } from './paint.ts';

const POINTS_PER_MM = 72 / 25.4;

/** Pages as a PDF, its fonts inside: it prints the same everywhere. No dates, so the same pages are the same bytes. */
export function toPdf(pages: readonly Page[], title: string): Buffer {
  const document = new PDFDocument({ title, creator: 'Pickspan' });
  for (const page of pages) {
    const context = document.beginPage(page.widthMm * POINTS_PER_MM, page.heightMm * POINTS_PER_MM);
    paint(page, context, POINTS_PER_MM, (length) => length);
    document.endPage();
  }
  return document.close();
}
