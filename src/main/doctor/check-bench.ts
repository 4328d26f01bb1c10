import { accessSync, constants } from 'node:fs';
import { openSerialScale } from '../devices/serial-scale.ts';
import type { Settings } from '../settings/settings.ts';
import { errorCode } from '../database/durable-file.ts';
import { note, ok, problem, type Finding } from './finding.ts';

const PATIENCE_MS = 3000;

/** Whether parcels can be packed: boxes with their sizes, and what they weigh. */
export function checkBoxes({ boxes }: Settings, isOwn: boolean): Finding {
  const codes = boxes.map(({ code }) => code).join(', ');
  if (!isOwn)
    return note(
      'boxes',
      `${codes}, for trying out`,
      'Before real parcels: boxes in station.json, with inner_mm and tare_g.',
    );
  const unmeasured = boxes.filter(({ innerMm }) => innerMm === undefined).map(({ code }) => code);
  if (unmeasured.length > 0)
    return note(
      'boxes',
      `${unmeasured.join(', ')} have no inner_mm`,
      'Measure them: a box without its size is never suggested.',
    );
  const weightless = boxes.filter(({ tareG }) => tareG === 0).map(({ code }) => code);
  if (weightless.length > 0)
    return note(
      'boxes',
      `${weightless.join(', ')} have no tare_g`,
      'Weigh them empty: the expected weight lacks them.',
    );
  return ok('boxes', codes);
}

/** One reading of the scale. A running station has its port, and reads it already. */
export async function checkScale({ scale }: Settings, isRunning: boolean): Promise<Finding> {
  if (scale === undefined) return ok('scale', 'none is set: weights are typed or expected');
  if (scale.kind === 'hid')
    return note('scale', 'one on USB, through the window', 'Put something on it and look at the screen.');
  if (isRunning)
    return note('scale', `${scale.port} is the running station's`, 'Put something on it and look at the screen.');
  const found = await firstWord(scale);
  const todo =
    'Check its cable, the name of its port (scale.port) and its speed (scale.baud). Weights can be typed meanwhile.';
  if (found === undefined) return problem('scale', `${scale.port} says nothing within ${PATIENCE_MS / 1000} s`, todo);
  return found === ''
    ? ok('scale', `${scale.port} answers`)
    : problem('scale', `${scale.port} cannot be read: ${found}`, todo);
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
export function checkWindow({ station, window }: Settings): Finding {
  const way = window.kiosk ? 'kiosk: the whole screen' : 'a window among others';
  const given = [window.camera ? 'camera' : '', window.hid ? 'HID scanners' : ''].filter((each) => each !== '');
  return ok('window', [`language ${station.language}`, way, ...given].join(', '));
}

/** The house's own CA, and the proxy. */
export function checkNetwork({ network }: Settings): Finding[] {
  const { ca_file: file, proxy } = network;
  const findings: Finding[] = [];
  if (file !== undefined) {
    try {
      accessSync(file, constants.R_OK);
      findings.push(ok('network', `the CA of ${file} is trusted too`));
    } catch (error) {
      findings.push(
        problem(
          'network',
          `${file} cannot be read (${errorCode(error)})`,
          'Mend network.ca_file, or the rights of the file.',
        ),
      );
    }
  }
  if (proxy !== undefined)
    findings.push(ok('network', `HTTP goes through ${new URL(proxy).host}; the broker does not`));
  return findings;
}
