import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { translate } from '../messages/translate.ts';

/** A page of the app's own, shown when the real one cannot be: no script, no style, nothing that could stop as well. */
export function stoppedPage(language: LanguageCode): string {
  const title = translate(language, 'say.stopped', {});
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>Pickspan</title>
<h1>${title}</h1>
<p>${translate(language, 'say.stopped.why', {})}</p></html>`;
}
