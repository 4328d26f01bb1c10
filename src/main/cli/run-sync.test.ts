import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { created } from '../../../test/support/station/samples.ts';
import { openLog } from '../log/log-file.ts';
import { openStation } from '../station/open-station.ts';
import { runSync } from './run-sync.ts';
import { exportOf } from './station-export.ts';

it('says what came of it, and why not all left, in the language of whoever asked', async () => {
  const folder = temporaryFolder();
  const nobody = 'http://127.0.0.1:1';
  const targets = [{ name: 'erp', kind: 'webhook', url: `${nobody}/events` }];
  writeFileSync(join(folder, 'station.json'), JSON.stringify({ telemetry: { endpoint: nobody }, targets }));
  const log = openLog(folder);
  const held = { ...openStation({ folder, environment: {}, version: '0.0.0-test', log }), log };
  onTestFinished(async () => {
    await exportOf(held).stop();
    held.close();
  });
  held.intake(JSON.stringify(created('ORD-1')), 'urn:test');
  held.station.handle({ scan: 'PS:LANG:de' });
  for (const scan of ['PS:OP:w1', 'ORD-1', 'PS:SHORT:missing', 'PS:SHORT:missing']) held.station.handle({ scan });
  const { lines, errors, exit } = await runSync(held, false, held.station.language());
  expect({ lines, errors, exit }).toEqual({
    exit: 1,
    lines: [
      expect.stringMatching(/^Spans: 0 gesendet, [1-9]\d* warten\.$/),
      expect.stringMatching(/^Ereignisse an erp: 0 gesendet, [1-9]\d* warten\.$/),
    ],
    errors: [
      expect.stringMatching(/^[1-9]\d* Spans warten: .*ECONNREFUSED/),
      expect.stringMatching(/^[1-9]\d* Ereignisse warten auf erp: .*ECONNREFUSED/),
    ],
  });
});
