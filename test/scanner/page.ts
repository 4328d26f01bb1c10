import { inputQueue } from '../../src/renderer/app/input-queue.ts';
import { attachScanner, type ScannerMessage } from '../../src/renderer/scanner/attach-scanner.ts';
import { SCANNER_DEFAULTS } from '../../src/shared/scanner-settings.ts';

/* The page of scanner.test.ts: everything a screen of the station can have the focus on, and the adapter. */

export interface Witness {
  readonly messages: ScannerMessage[];
  /** The scans as a slow station answered them, one at a time. */
  readonly answered: string[];
  readonly pressed: string[];
  /** Every value the field had. */
  readonly values: string[];
}

declare global {
  var witness: Witness;
}

const witness: Witness = { messages: [], answered: [], pressed: [], values: [] };
globalThis.witness = witness;

document.body.innerHTML = `
  <button id="button">Put down</button>
  <form><input id="field" value="kept" /></form>
  <input id="number" type="number" value="12" />
  <textarea id="area"></textarea>
  <select id="select"><option>Any</option><option>LOC</option><option>Loco</option></select>
  <dialog><button id="in-dialog">Cancel the order</button></dialog>
  <iframe id="frame" srcdoc="<input>"></iframe>`;

for (const element of document.querySelectorAll('button')) {
  element.addEventListener('click', () => witness.pressed.push(element.id));
}
document.querySelector('form')?.addEventListener('submit', (event) => {
  event.preventDefault();
  witness.pressed.push('form');
});
const field = document.querySelector<HTMLInputElement>('#field');
field?.addEventListener('input', () => witness.values.push(field.value));

const queue = inputQueue({
  client: {
    async input({ scan }) {
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
      witness.answered.push(scan);
      return { ok: false, code: 'internal', message: 'no station' };
    },
  },
  contextOf: () => undefined,
  answered: () => undefined,
  waiting: () => undefined,
});

attachScanner(window, SCANNER_DEFAULTS, (message) => {
  witness.messages.push(message);
  if (message.kind === 'scan') queue.add({ text: message.text, entry: 'scan', startedMs: message.startedMs });
});
