import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { dataFolder } from '../../../../test/support/folder.ts';
import { openDatabase } from '../../database/open.ts';
import { readInstallation } from '../../station/installation.ts';
import { createLookupHost } from './lookup-host.ts';

test('a station that is closed while its lookups still load ends in peace', async () => {
  const folder = dataFolder();
  const db = openDatabase(folder);
  readInstallation(db);
  db.close();
  // Wherever it then is: terminated while it loaded the native module, the thread took the whole process along.
  for (const waitMs of [0, 150, 300, 450]) {
    const lookups = createLookupHost({ folder, version: '1', telemetry: {}, environment: process.env });
    const asked = lookups.ask('refused', {}).catch((problem: unknown) => problem);
    await after(waitMs);
    await lookups.stop();
    const answer = await asked;
    expect(answer instanceof Error ? answer.message : answer).toBeOneOf([
      'the thread ended',
      { found: [], more: false },
    ]);
  }
});
