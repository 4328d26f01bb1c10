import Database from 'better-sqlite3';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { readArguments } from '../src/main/cli/arguments.ts';
import { HELP } from '../src/main/cli/help.ts';
import { startReceiver } from '../src/main/demo/receiver/receiver.ts';
import { inWords } from '../src/main/messages/translate.ts';
import { checkSettings } from '../src/main/settings/faults.ts';
import { settingsSchema } from '../src/main/settings/schema.ts';
import { TEST_CODE } from '../src/renderer/scanner/set-up.ts';
import { brokenLinks, codeIn, HOME, readDocuments, targetsIn, textOf, type Block } from './support/docs/documents.ts';
import { runOurs, type InputLine } from './support/docs/our-program.ts';
import { commandsIn, ownArguments, type Shown } from './support/docs/shown-commands.ts';
import { dataFolder } from './support/folder.ts';
import { zxing } from './support/paper/decoders.ts';
import { run, startTerminal } from './support/pickspan.ts';

// What the documents show is run, or held to a reason why not. Each failure begins with file and line.

const documents = readDocuments();
const blocks = documents.flatMap((document) => document.blocks);
const blocksOf = (language: string): Block[] => blocks.filter((block) => block.language === language);

/** Commands that are not run here, and why. One that no document shows any more does not belong here. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm ci': 'the packages are here',
  'npm test': 'this is it',
  'npm run soak': 'these tests with large counts',
  'npm run demo': 'test/demo.test.ts',
  'npm run check': 'runs before the tests, in CI too',
  'npm run bench': 'takes long: bench/',
  'npm run package': 'test/packaging',
  'npm start': 'serves until it is stopped: test/hosts/open.test.ts',
  'npm start -- --demo': 'as npm start',
  'PICKSPAN_HTTP_PORT=8471 npm start': 'as npm start; HTTP below, with the block beside it',
  'docker run --rm --name jaeger -p 16686:16686 -p 4318:4318 cr.jaegertracing.io/jaegertracing/jaeger:2.15.0':
    'no containers where the tests run',
  'docker run --rm --name lgtm -p 3000:3000 -p 4318:4318 grafana/otel-lgtm': 'no containers where the tests run',
  'npx node examples/checkout.ts ORD-3001': 'test/examples.test.ts',
  'npx node examples/payment.ts ORD-3001': 'test/examples.test.ts',
  'npx node examples/inventory.ts ORD-3001': 'test/examples.test.ts',
  'npx node examples/consumer.ts': 'test/examples.test.ts, with a broker',
  'npx node examples/shopify.ts': 'test/examples.test.ts',
  'export AMQP_URL=amqp://guest:guest@localhost': 'test/examples.test.ts, with a broker',
  'export STATION_URL=http://127.0.0.1:$(cat "$PICKSPAN_DATA/http-port") STATION_TOKEN=$(cat "$PICKSPAN_DATA/http-token")':
    'test/examples.test.ts',
};

/** Commands whose exit code 1 is a finding, not a failure. */
const MAY_FIND = /^(?:doctor|report sla|setup .*--check)/;

/** What troubleshooting quotes of Node, of npm, of brokers and of endpoints. */
const OF_OTHERS = new Set([
  'did not take a span (401)',
  'did not take a span (404)',
  '(401)',
  '(403)',
  'does not answer (ECONNREFUSED)',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'npm warn EBADENGINE',
]);

/** What is typed at a command that asks. */
const PIN = ['4711'];

test('links and anchors lead somewhere, pictures are there, and none lies about unused', () => {
  expect(brokenLinks(documents)).toEqual([]);
  const shown = documents.flatMap(({ prose }) => prose.flatMap(({ text }) => targetsIn(text)));
  const unused = readdirSync(join(HOME, 'docs/images')).filter((name) => !shown.some((to) => to.endsWith(`/${name}`)));
  expect(unused).toEqual([]);
});

test('every block is of a kind that is looked after here', () => {
  const known = new Set(['', 'sh', 'json', 'js', 'sql', 'scans', 'mermaid']);
  expect(blocks.filter(({ language }) => !known.has(language)).map(({ at }) => at)).toEqual([]);
});

test('what is shown of station.json is a station.json, in blocks and within the text', () => {
  const keys = Object.keys(settingsSchema.entries);
  const texts = [
    ...blocksOf('json').map((block) => ({ at: block.at, text: textOf(block) })),
    // `"window": {"hid": true}` is such a setting too.
    ...documents.flatMap(codeIn).map(({ at, text }) => ({ at, text: text.startsWith('"') ? `{${text}}` : text })),
  ].filter(({ text }) => keys.some((key) => text.replace(/^\{\s*/, '').startsWith(`"${key}":`)));
  const faults = texts.flatMap(({ at, text }) => {
    const checked = checkSettings(JSON.parse(text));
    return checked.ok ? [] : checked.faults.map((fault) => `${at}: ${inWords('en', fault)}`);
  });
  expect(faults).toEqual([]);
  expect(texts.length).toBeGreaterThan(10);
});

test('the words of troubleshooting are words of the product', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: HOME, exclude: ['**/*.test.*'] })
    .map((file) => readFileSync(join(HOME, file), 'utf8').replaceAll('\\', ''))
    .join('\n');
  const rows = documents
    .filter(({ path }) => path === 'docs/troubleshooting.md')
    .flatMap(({ prose }) => prose.filter(({ text }) => text.startsWith('| ')));
  // What stands between `…` is the product's, word by word.
  const pieces = rows.flatMap(({ at, text }) =>
    [...(text.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].flatMap(([, said = '']) =>
      said.split('…').map((piece) => ({ at, piece: piece.trim().replace(/^(?:station\.json (?=is no)|: )/, '') })),
    ),
  );
  const foreign = pieces.filter(({ piece }) => !sources.includes(piece) && !OF_OTHERS.has(piece));
  expect(foreign.map(({ at, piece }) => `${at}: ${piece}`)).toEqual([]);
  expect(pieces.length).toBeGreaterThan(30);
});

test("the scanner's test code on paper is the one of its set-up", async () => {
  const picture = readFileSync(join(HOME, 'docs/images/paper-scanner-test.png'));
  expect((await zxing(picture)).map(({ text }) => text)).toEqual([TEST_CODE.replace('\u001D', '<GS>')]);
});

test('help, the table of commands and what the text names agree', () => {
  const known = [...HELP.matchAll(/^ {2}(\w+)/gm)].map(([, command = '']) => command);
  expect(known.length).toBeGreaterThan(15);
  const interfaces = readFileSync(join(HOME, 'docs/interfaces.md'), 'utf8');
  expect(known.filter((command) => !new RegExp(`^\\| \`${command}\\b`, 'm').test(interfaces))).toEqual([]);
  const named = documents.flatMap(codeIn).flatMap(({ at, text }) => {
    const argv = ownArguments(text.split(/\s+/));
    return argv === undefined || argv.length === 0 ? [] : [{ at, text, argv }];
  });
  const wrong = named.filter(({ argv }) => !isUnderstood(argv, [...known, 'help']));
  expect(wrong.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
});

function isUnderstood(argv: readonly string[], known: readonly string[]): boolean {
  try {
    return known.includes(readArguments(argv, {}).command);
  } catch {
    return false;
  }
}

test('every command shown does what it is shown for, one after the other in one folder', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const { work, environment } = workplace(receiver.url);
  const failures: string[] = [];
  for (const { path, blocks } of documents) {
    for (const block of blocks) {
      if (block.language === 'sql') failures.push(...asked(block, environment.PICKSPAN_DATA));
      if (block.language !== 'sh') continue;
      for (const shown of commandsIn(block)) {
        const words = ownArguments(shown.words);
        if (words === undefined) failures.push(...held(shown));
        else failures.push(...(await tried(shown, words, { ...environment, ...inPlace(shown, receiver.url) }, work)));
      }
    }
    if (path === 'README.md' && stateOf('ORD-2001', environment.PICKSPAN_DATA) !== 'dispatched')
      failures.push('README.md: its scans do not dispatch its order');
  }
  expect(failures).toEqual([]);
  const shown = new Set(blocksOf('sh').flatMap((block) => commandsIn(block).map(({ text }) => text)));
  expect(Object.keys(NOT_RUN).filter((text) => !shown.has(text))).toEqual([]);
  expect(receiver.problems).toEqual([]);
  expect(receiver.spans().map(({ name }) => name)).toContain('shipping.dispatch');
});

/** A folder to stand in, with the files that the documents speak of. */
function workplace(endpoint: string) {
  const work = dataFolder();
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  process.chdir(work);
  symlinkSync(join(HOME, 'resources'), join(work, 'resources'));
  const order = blocksOf('json').find((block) => textOf(block).includes('"specversion"'));
  writeFileSync(join(work, 'orders.json'), order === undefined ? '' : textOf(order));
  writeFileSync(join(work, 'bench-7.json'), JSON.stringify({ station: { id: 'bench-7', site: 'Leipzig' } }));
  mkdirSync(join(work, 'stick'));
  const environment = {
    PICKSPAN_DATA: join(work, 'data'),
    PICKSPAN_NO_KEYCHAIN: '1',
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  };
  return { work, environment };
}

/** What a command sets for itself; every address of a collector is the receiver's. */
const inPlace = ({ environment }: Shown, endpoint: string): Record<string, string> =>
  'OTEL_EXPORTER_OTLP_ENDPOINT' in environment ? { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } : environment;

async function tried(
  shown: Shown,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  work: string,
): Promise<string[]> {
  const argv = words.map((word) => word.replace('/media/stick', join(work, 'stick')));
  const text = argv.join(' ');
  const isFirst = shown.at.startsWith('README.md');
  const input = text === 'terminal' && isFirst ? scansShown() : text.endsWith('--pin') ? PIN : [];
  // A file that is shown twice is made twice.
  if (text.startsWith('backup ')) rmSync(argv[1] ?? '', { force: true });
  const { code, stdout, stderr } = await runOurs(argv, environment, input);
  const refused = stdout
    .split('\n')
    .filter((line) => line.includes('"ok":false') || line.includes('"result":"refused"'));
  const isWell = (code === 0 || (code === 1 && MAY_FIND.test(text) && stdout !== '')) && refused.length === 0;
  return isWell ? [] : [`${shown.at}: ${shown.text}: exit ${code}: ${stderr || refused.join('\n') || stdout}`];
}

/** The scans of the README, the label as the station says it. */
function scansShown(): InputLine[] {
  return blocksOf('scans').flatMap(({ lines }) =>
    lines.map(({ text }) => {
      const [code = ''] = text.split(/\s/);
      if (!code.endsWith('…')) return code;
      return (answers) => {
        const view = answers.at(-1)?.view;
        return view?.kind === 'ship' ? (view.parcels[0]?.tracking_number ?? '') : '';
      };
    }),
  );
}

/** A command of others: on the list with its reason, and what it names of ours is there. */
function held({ at, text, words }: Shown): string[] {
  // `npx node` is the Node that came with the packages.
  const [program = '', first = '', second = ''] = words[0] === 'npx' ? words.slice(1) : words;
  const isSet = program === 'export' && words.slice(1).every((word) => /^(?:PICKSPAN_DATA|OTEL_EXPORTER_OTLP_ENDPOINT)=/.test(word)); // prettier-ignore
  const isCurl = program === 'curl' && text.includes('/events') && text.includes('http-token');
  const { scripts } = JSON.parse(readFileSync(join(HOME, 'package.json'), 'utf8')) as { scripts: object };
  const script = first === 'run' ? second : first;
  if (program === 'npm' && script !== 'ci' && !(script in scripts)) return [`${at}: ${text}: no such script`];
  if (program === 'node' && !existsSync(join(HOME, first))) return [`${at}: ${text}: no such file`];
  return isSet || isCurl || Object.hasOwn(NOT_RUN, text) ? [] : [`${at}: ${text}: neither run nor held to a reason`];
}

/** The SQL of the documents finds the order of the README, were its limit lower than any wait. */
function asked(block: Block, folder: string): string[] {
  const db = new Database(join(folder, 'pickspan.sqlite'), { readonly: true });
  try {
    const rows = db.prepare<[], { order_id: string }>(textOf(block).replace(/> 2\s*$/, '> -1')).all();
    return rows.some(({ order_id }) => order_id === 'ORD-2001') ? [] : [`${block.at}: finds no ORD-2001`];
  } catch (error) {
    return [`${block.at}: ${String(error)}`];
  } finally {
    db.close();
  }
}

function stateOf(order: string, folder: string): unknown {
  const db = new Database(join(folder, 'pickspan.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT state FROM orders WHERE order_id = ?').pluck().get(order);
  } finally {
    db.close();
  }
}

test('the ten lines of the README give a real station an order that is linked to its checkout', async () => {
  const [block] = documents.find(({ path }) => path === 'README.md')?.blocks.filter(({ language }) => language === 'js') ?? []; // prettier-ignore
  const folder = dataFolder();
  const terminal = await startTerminal(folder, { PICKSPAN_HTTP_PORT: '0' });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').trim();
  const code = textOf(block ?? { at: '', language: '', lines: [] });
  expect(code).toContain('http://127.0.0.1:8471/events');
  const context = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  await runInNewContext(`(async () => {${code.replace('8471', read('http-port'))}})()`, {
    checkoutSpan: { spanContext: () => context },
    token: read('http-token'),
    fetch,
  });
  const journey = await run(folder, ['journey', 'ORD-3001', '--json']);
  expect(JSON.parse(journey.stdout)).toMatchObject({
    order_id: 'ORD-3001',
    checkout: { trace_id: context.traceId, span_id: context.spanId },
  });
  expect(await terminal.close()).toBe(0);
});
