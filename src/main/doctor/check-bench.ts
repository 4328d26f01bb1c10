import { accessSync, constants } from 'node:fs';
import { openSerialScale } from '../devices/serial-scale.ts';
import type { Word } from '../messages/message.ts';
import type { Settings } from '../settings/settings.ts';
import { errorCode } from '../database/durable-file.ts';
import { note, ok, problem, type Found } from './finding.ts';

const PATIENCE_MS = 3000;

/** Whether parcels can be packed: boxes with their sizes, and what they weigh. */
export function checkBoxes({ boxes: all }: Settings, isOwn: boolean): Found {
  const codesOf = (some: Settings['boxes']): { readonly boxes: Word } => ({ boxes: some.map(({ code }) => code) });
  if (!isOwn) return note('boxes.trying_out', 'boxes.trying_out.todo', codesOf(all));
  const unmeasured = all.filter(({ innerMm }) => innerMm === undefined);
  if (unmeasured.length > 0) return note('boxes.unmeasured', 'boxes.unmeasured.todo', codesOf(unmeasured));
  const weightless = all.filter(({ tareG }) => tareG === 0);
  if (weightless.length > 0) return note('boxes.weightless', 'boxes.weightless.todo', codesOf(weightless));
  return ok('boxes.there', codesOf(all));
}

/** One reading of the scale. A running station has its port, and reads it already. */
export async function checkScale({ scale }: Pick<Settings, 'scale'>, isRunning: boolean): Promise<Found> {
  if (scale === undefined) return ok('scale.none');
  if (scale.kind === 'hid') return note('scale.hid', 'scale.look.todo');
  const { port } = scale;
  if (isRunning) return note('scale.busy', 'scale.look.todo', { port });
  const found = await firstWord(scale);
  if (found === undefined) return problem('scale.silent', 'scale.todo', { port, seconds: PATIENCE_MS / 1000 });
  return found === ''
    ? ok('scale.answers', { port })
    : problem('scale.unreadable', 'scale.todo', { port, reason: found });
}

/** What it says first: nothing against it, or what is wrong; undefined where it is silent. */
function firstWord(scale: Extract<Settings['scale'], { readonly port: string }>): Promise<string | undefined> {
  return new Promise((resolve) => {
    const settle = (word: string | undefined): void => {
      clearTimeout(late);
      void source.close().then(() => resolve(word));
    };
    const late = setTimeout(() => settle(undefined), PATIENCE_MS);
    const source = openSerialScale({
      ...scale,
      onReading: ({ kind }) => kind !== 'fault' && settle(''),
      onTrouble: settle,
    });
  });
}

/** What the worker sees: the language, and whether the window leaves a way out. */
export function checkWindow({ station, window }: Settings): Found {
  const parts: Word = [
    { say: 'window.language', words: { language: station.language } },
    { say: window.kiosk ? 'window.kiosk' : 'window.window' },
    ...(window.camera ? [{ say: 'window.camera' } as const] : []),
    ...(window.hid ? [{ say: 'window.hid' } as const] : []),
  ];
  return ok('window.there', { parts });
}

/** The house's own CA, and the proxy. */
export function checkNetwork({ network }: Settings): Found[] {
  const { ca_file: file, proxy } = network;
  const findings: Found[] = [];
  if (file !== undefined) {
    try {
      accessSync(file, constants.R_OK);
      findings.push(ok('network.ca', { file }));
    } catch (error) {
      findings.push(problem('network.unreadable', 'network.unreadable.todo', { file, code: errorCode(error) }));
    }
  }
  if (proxy !== undefined) findings.push(ok('network.proxy', { host: new URL(proxy).host }));
  return findings;
}
