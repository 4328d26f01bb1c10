/* What has to be settled before a station does real work, in the order in which it is asked. */

/** What an examination looks at. */
export const CHECK_NAMES = [
  'folder',
  'settings',
  'secrets',
  'database',
  'numbers',
  'boxes',
  'printers',
  'scale',
  'window',
  'network',
  'events',
  'endpoint',
  'broker',
  'clock',
  'disk',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** What an examination found about one thing. `note` is worth knowing and keeps nobody from working; `problem` is. */
export interface Finding {
  readonly check: CheckName;
  readonly state: 'ok' | 'note' | 'problem';
  /** The same in every language: `printers.problem`. */
  readonly code: string;
  /** What there is, in a sentence. */
  readonly what: string;
  /** What to do about it; null where nothing has to be done. */
  readonly todo: string | null;
}

export const SET_UP_STEPS = [
  'station',
  'numbers',
  'boxes',
  'printers',
  'scanner',
  'scale',
  'telemetry',
  'broker',
  'window',
] as const;
export type SetUpStepName = (typeof SET_UP_STEPS)[number];

/** The settings of a step by the beginnings of their paths, and what tries them. */
export const STEP_PARTS: Readonly<
  Record<SetUpStepName, { readonly paths: readonly string[]; readonly checks: readonly CheckName[] }>
> = {
  station: { paths: ['station'], checks: ['folder', 'settings'] },
  numbers: { paths: ['numbers', 'carriers'], checks: ['numbers'] },
  boxes: { paths: ['boxes'], checks: ['boxes'] },
  printers: { paths: ['printers', 'pick_list'], checks: ['printers'] },
  scanner: { paths: ['scanners'], checks: [] },
  scale: { paths: ['scale', 'weight'], checks: ['scale'] },
  telemetry: { paths: ['telemetry', 'network'], checks: ['network', 'endpoint', 'clock', 'secrets'] },
  broker: { paths: ['amqp'], checks: ['broker'] },
  window: { paths: ['window'], checks: ['window'] },
};

/** How a step stands. */
export interface SetUpStep {
  readonly step: SetUpStepName;
  /** `environment`: a PICKSPAN_ or OTEL_ variable says it, and the file cannot change it. `default`: for trying out. */
  readonly state: 'set' | 'environment' | 'default';
  /** What holds now, in a few words. */
  readonly value: string;
  /** What is missing for real work, and what to do; null where nothing is. */
  readonly todo: string | null;
}

/** What whoever is at the bench may do with the settings; once operators are set up a lead, who says why. */
export type SettingsRight = 'free' | 'with_reason' | 'none';

/** What set-up and settings show. Secrets are in it by their names. */
export interface SettingsState {
  /** Nobody has written settings yet. */
  readonly first_run: boolean;
  readonly steps: readonly SetUpStep[];
  /** `station.json` as it stands, without secrets. */
  readonly file: Readonly<Record<string, unknown>>;
  /** Paths where a secret is set. */
  readonly secret_paths: readonly string[];
  /** Why this computer has no keychain; null where it has one. */
  readonly no_keychain: string | null;
  /** Newest last. */
  readonly history: readonly { readonly at: string; readonly by: string | null; readonly how: string }[];
}

/** The same for a window, with what whoever is at it may do. */
export interface SettingsScreen extends SettingsState {
  readonly right: SettingsRight;
}

/** What came of a change: all of it, or nothing. */
export type SettingsChanged =
  | {
      readonly ok: true;
      readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
      /** Paths that hold from the next start. */
      readonly wait: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly string[] };
