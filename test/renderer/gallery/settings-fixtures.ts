import { SET_UP_STEPS, type Finding, type SettingsState } from '../../../src/shared/set-up.ts';

/* What a station that is half set up says of its settings. */

const VALUES: Readonly<Record<string, string>> = {
  station: 'bench-7, Bench 7, Hall 2, pick+pack+ship, de',
  numbers: 'SSCC 952 1230000000-1239999999; carriers house',
  boxes: 'S1, M2',
  printers: 'labels',
};

export const SETTINGS: SettingsState = {
  first_run: false,
  steps: SET_UP_STEPS.map((step) => ({
    step,
    state: step === 'telemetry' ? 'environment' : Object.hasOwn(VALUES, step) ? 'set' : 'default',
    value: VALUES[step] ?? 'none',
    todo: step === 'numbers' ? 'Paper says TEST.' : null,
  })),
  file: {
    station: { id: 'bench-7', name: 'Bench 7', site: 'Hall 2', roles: ['pick', 'pack'], language: 'de' },
    boxes: [{ code: 'S1', inner_mm: [250, 175, 100], tare_g: 120 }, { code: 'M2' }],
    printers: [{ kind: 'zpl', name: 'labels', host: '10.0.0.7' }],
  },
  secret_paths: ['amqp.password'],
  no_keychain: 'no Secret Service',
  history: [
    { at: '2026-11-20T09:00:00.000Z', by: null, how: 'hand' },
    { at: '2026-11-21T09:00:00.000Z', by: 'w1', how: 'window' },
  ],
};

export const FINDINGS: readonly Finding[] = [
  { check: 'settings', state: 'ok', code: 'settings.station', what: 'station bench-7, pick, pack', todo: null },
  {
    check: 'folder',
    state: 'note',
    code: 'folder.open',
    what: '/srv/pickspan is open to every user of this computer',
    todo: "Shut it: chmod o-rwx '/srv/pickspan'",
  },
  {
    check: 'endpoint',
    state: 'problem',
    code: 'endpoint.away',
    what: 'https://otel.example.com/v1/traces does not answer (ECONNREFUSED)',
    todo: 'Nobody listens there: check telemetry.endpoint, and whether it runs.',
  },
];
