import type { LanguageCode } from '../../shared/command-barcodes.ts';
import {
  SET_UP_STEPS,
  STEP_PARTS,
  type SettingsState,
  type SetUpStep,
  type SetUpStepName,
} from '../../shared/set-up.ts';
import type { Word } from '../messages/message.ts';
import { inWords } from '../messages/translate.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { withDefaults } from '../settings/defaults.ts';
import { withEnvironment } from '../settings/environment.ts';
import { readHistory } from '../settings/history.ts';
import { loadSettings, readSettingsFile } from '../settings/load.ts';
import { isSecret, references } from '../settings/secret-places.ts';
import type { Settings } from '../settings/settings.ts';
import { toShare } from '../settings/share.ts';
import { dotted, leaves, type Tree } from '../settings/tree.ts';

/**
 * What is set up, what is missing and what to do: for the screen and for `setup`. Reads only.
 * @throws FolderProblem where the settings cannot be used.
 */
export function setUpState(
  folder: string,
  environment: NodeJS.ProcessEnv,
  options: { readonly installation: string; readonly language: LanguageCode },
): SettingsState {
  const { installation, language } = options;
  const given = readSettingsFile(folder);
  const file = given ?? {};
  const settings = withDefaults(loadSettings(folder, environment), installation);
  const said = withEnvironment({}, environment);
  const open = leaves(file).filter(([path, value]) => isSecret(path, value));
  return {
    first_run: given === undefined,
    steps: SET_UP_STEPS.map((step) => stepOf(step, { file, said, settings, environment, language })),
    file: toShare(file, { forOthers: false }).file,
    secret_paths: [...references(file).map(({ path }) => path), ...open.map(([path]) => path)].map(dotted),
    no_keychain: openSecrets(folder, environment).noKeychain() ?? null,
    history: readHistory(folder).map(({ at, by, how }) => ({ at, by, how })),
  };
}

interface Known {
  readonly file: Tree;
  /** What the PICKSPAN_ variables say. */
  readonly said: Tree;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
  readonly language: LanguageCode;
}

function stepOf(step: SetUpStepName, known: Known): SetUpStep {
  const { file, said, settings, environment, language } = known;
  const isIn = (tree: Tree): boolean => STEP_PARTS[step].paths.some((path) => Object.hasOwn(tree, path));
  const byOtel = step === 'telemetry' && otelEndpoint(environment) !== undefined;
  const state = isIn(said) || byOtel ? 'environment' : isIn(file) ? 'set' : 'default';
  return {
    step,
    state,
    value: inWords(language, VALUES[step](settings, environment)),
    todo: TODO[step](settings, known),
  };
}

const otelEndpoint = (environment: NodeJS.ProcessEnv): string | undefined =>
  environment['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? environment['OTEL_EXPORTER_OTLP_ENDPOINT'];

const NONE: Word = { say: 'step.none' };

/** An address may hold a key: its host alone is shown. */
const hostOf = (address: string | undefined): Word =>
  address === undefined ? NONE : (URL.parse(address)?.host ?? { say: 'step.no_address' });

const listOr = (names: readonly string[], without: Word): Word => (names.length > 0 ? names : without);

const VALUES: Readonly<Record<SetUpStepName, (settings: Settings, environment: NodeJS.ProcessEnv) => Word>> = {
  station: ({ station }) =>
    [station.id, station.name, station.site ?? '', station.roles.join('+'), station.language].filter(
      (each, index, all) => each !== '' && all.indexOf(each) === index,
    ),
  numbers: ({ sscc: { prefix, from, to }, carriers }) => ({
    say: 'step.numbers',
    words: { prefix, from, to, carriers: [...carriers.keys()] },
  }),
  boxes: ({ boxes }) => boxes.map(({ code }) => code),
  printers: ({ printers }) =>
    listOr(
      printers.map(({ name }) => name),
      { say: 'step.prints' },
    ),
  scanner: ({ scanners }) =>
    listOr(
      scanners.map(({ path }) => path),
      { say: 'step.keyboard' },
    ),
  scale: ({ scale }) => (scale?.kind === 'hid' ? { say: 'step.usb' } : (scale?.port ?? NONE)),
  telemetry: ({ telemetry }, environment) => hostOf(otelEndpoint(environment) ?? telemetry.endpoint),
  broker: ({ amqp }) => hostOf(amqp.url),
  window: ({ window }) => ({ say: window.kiosk ? 'step.kiosk' : 'step.window' }),
};

const nothing = (): null => null;

/** What keeps a station from real work. What is a matter of choice is none of it. */
const TODO: Readonly<Record<SetUpStepName, (settings: Settings, known: Known) => string | null>> = {
  station: ({ station }, { file }) =>
    Object.hasOwn(file, 'station') || station.site !== undefined
      ? null
      : 'Give it a name that people know: station.name, station.site; and its roles.',
  numbers: ({ test }) =>
    test ? 'Paper says TEST: numbers.sscc with your GS1 company prefix and a range of this station alone.' : null,
  boxes: (_, { file, said }) =>
    Object.hasOwn(file, 'boxes') || Object.hasOwn(said, 'boxes')
      ? null
      : 'These are for trying out: boxes with inner_mm, max_weight_g and tare_g.',
  printers: ({ printers }) =>
    printers.length > 0 ? null : 'Paper lies in the folder prints/: printers, then setup --check --print.',
  scanner: nothing,
  scale: nothing,
  telemetry: ({ telemetry }, { environment }) =>
    (otelEndpoint(environment) ?? telemetry.endpoint) === undefined
      ? 'Spans are kept and sent nowhere: telemetry.endpoint.'
      : null,
  broker: nothing,
  window: nothing,
};
