import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBench } from '../../../../test/support/station/bench.ts';
import { UsageError } from '../../cli/arguments.ts';
import { upstream } from '../../cli/upstream.ts';
import { FolderProblem } from '../../database/folder-problem.ts';
import { createService } from '../shop/service.ts';
import { placeOrder } from './shop-events.ts';
import { toInbox } from './ways-out.ts';

const asked = (folder: string, values: Readonly<Record<string, string>>): Parameters<typeof upstream>[0] => ({
  command: 'upstream',
  folder,
  verbose: false,
  positionals: [],
  flags: new Set(),
  values,
});

test('what the shop places in the inbox a station takes: a whole file, every order linked and let go', async () => {
  const bench = openBench();
  const service = createService('shop', undefined);
  const services = { checkout: service, payment: service, inventory: service };
  const placed = Array.from({ length: 12 }, (_, index) =>
    placeOrder(services, `UP-${index + 1}`, index, bench.clock.now()),
  );
  const inbox = join(bench.folder, 'inbox');
  await toInbox(inbox, 'shop.jsonl')(placed.flatMap(({ events }) => events));
  expect(readdirSync(inbox)).toEqual(['shop.jsonl']);
  const results = bench.takeText(readFileSync(join(inbox, 'shop.jsonl'), 'utf8'));
  expect(results.filter(({ result, linked }) => result === 'refused' || !linked)).toEqual([]);
  expect(results.filter(({ result }) => result === 'held')).toHaveLength(4);
  expect(bench.rows('SELECT state, count(*) AS n FROM orders GROUP BY state')).toEqual([{ state: 'ready', n: 12 }]);
});

test('wrong words are wrong usage; a station that takes nothing over HTTP is named', async () => {
  const { folder } = openBench();
  for (const values of [{ orders: '0' }, { orders: 'many' }, { to: 'fax' }, { to: 'amqp' }, { endpoint: 'nowhere' }])
    await expect(upstream(asked(folder, values))).rejects.toThrow(UsageError);
  await expect(upstream(asked(folder, { to: 'http' }))).rejects.toThrow(FolderProblem);
});
