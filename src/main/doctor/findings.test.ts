import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { LANGUAGE_CODES } from '../../shared/command-barcodes.ts';
import { examine } from './examine.ts';
import { findingIn } from './finding.ts';

/* One station with much that is wrong, in words for everybody who reads it. */

const NOBODY = '127.0.0.1:1';
const FINDABLE = {
  station: { id: 'bench-7' },
  boxes: [{ code: 'S1' }, { code: 'S2' }],
  printers: [
    { kind: 'folder', name: 'paper' },
    { kind: 'zpl', name: 'zebra', host: '127.0.0.1', port: 1 },
  ],
  scale: { kind: 'mt-sics', port: '/dev/pickspan-none' },
  amqp: { url: `amqp://${NOBODY}/` },
  telemetry: { endpoint: `http://${NOBODY}` },
  network: { proxy: 'http://proxy.example:8080' },
};

it('is found with codes that are the same for everybody, and said in the language of whoever reads it', async () => {
  const { folder } = openBench(FINDABLE);
  writeFileSync(join(folder, 'prints'), '');
  const environment = { PICKSPAN_NO_KEYCHAIN: '1' };
  const found = await examine({ folder, environment, version: '0.0.0-test', running: undefined });
  expect(found.filter(({ state }) => state !== 'ok').map(({ code, todo }) => [code, todo])).toEqual(
    expect.arrayContaining([
      ['numbers.test', 'numbers.test.todo'],
      ['printers.problem', 'printers.no_room.todo'],
      ['printers.problem', 'printers.away.todo'],
      ['boxes.unmeasured', 'boxes.unmeasured.todo'],
      ['endpoint.away', 'endpoint.nobody.todo'],
      ['broker.refused', 'broker.nobody.todo'],
      ['scale.unreadable', 'scale.todo'],
    ]),
  );
  const german = found.map((each) => findingIn('de', each)).map(({ what, todo }) => `${what}. ${todo ?? ''}`);
  // The words of the system are as they are.
  expect(german).toEqual(
    expect.arrayContaining([
      'SSCCs sind TEST-Nummern des Beispielpräfixes. Vor echten Paketen: numbers.sscc in station.json.',
      'S1, S2: ohne inner_mm. Miss sie aus: Ein Karton ohne Maße wird nie vorgeschlagen.',
      expect.stringMatching(/^zebra nimmt nichts an: nicht erreichbar \(.*ECONNREFUSED.*\)\. Schalte ihn ein;/),
      `http://${NOBODY}/v1/traces antwortet nicht (ECONNREFUSED). Dort hört niemand: prüf telemetry.endpoint, und ob der Endpunkt läuft.`,
      expect.stringMatching(/^amqp:\/\/127\.0\.0\.1:1 lässt die Station nicht ein \(.*\)\. Dort hört niemand/),
      expect.stringMatching(/^\/dev\/pickspan-none ist nicht lesbar: .*\. Prüf das Kabel/),
      'HTTP geht über proxy.example:8080; der Broker nicht. ',
    ]),
  );
  for (const language of LANGUAGE_CODES) {
    const said = found.map((each) => findingIn(language, each));
    const open = said.filter(({ what, todo }) => /[{}]|\(\)|undefined|: \.|''/.test(`${what}. ${todo ?? ''}`));
    expect(open).toEqual([]);
    for (const { state, todo } of said) expect(todo === null).toBe(state === 'ok');
  }
});
