import { readCommand } from './command-barcodes.ts';

/* Who may work at a station, as a window sees it. */

export const OPERATOR_ROLES = ['worker', 'lead', 'admin'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** What a new PIN must look like. */
export const PIN_FORM = /^\d{4,12}$/;

export interface Person {
  /** What the badge says. */
  readonly id: string;
  readonly name: string;
  readonly role: OperatorRole;
  /** Of a PIN no more is told than that there is one. */
  readonly has_pin: boolean;
  /** False: the badge is refused. Nobody is removed, the log names people for years. */
  readonly active: boolean;
  /** Wrong PINs since the last right one. */
  readonly wrong_pins: number;
  /** For how many seconds no PIN of this badge is tried. */
  readonly wait_s: number;
  /** The hour in which this badge was last worked with here, ISO 8601 UTC; null where that is not known. */
  readonly seen: string | null;
}

export interface People {
  /** Whether whoever is at the bench may see and change who works here; where not, nobody is listed. */
  readonly may: boolean;
  /** Somebody is entered, so that other badges are refused. */
  readonly set_up: boolean;
  /** The list stands in `station.json` and is changed there; here only waits can be ended. */
  readonly in_file: boolean;
  readonly people: readonly Person[];
}

/** Why a change of the operators is not made. */
export type PeopleFault =
  /** Whoever is at the bench may not. */
  | 'role'
  /** They are those of `station.json`. */
  | 'in_file'
  /** The badge is somebody's already. */
  | 'taken'
  | 'unknown'
  /** From the first on other badges are refused: without an admin nobody could let others in. */
  | 'first_admin'
  /** Without this one nobody could see to people any more. */
  | 'last_admin'
  | 'disk';

export type PersonChanged = { readonly ok: true } | { readonly ok: false; readonly why: PeopleFault };

/** Whether a badge can say this: whoever scans it is read as this one. */
export function isBadge(id: string): boolean {
  const reading = readCommand(`PS:OP:${id}`);
  return reading.kind === 'command' && reading.command.name === 'operator';
}

/** The badge that was scanned, or typed with or without its `PS:OP:`; undefined where it is none. */
export function badgeOf(text: string, entry: 'scan' | 'typed'): string | undefined {
  // A scanner may send the kind of barcode before it.
  const said = text.trim().replace(/^\][A-Za-z]\d/, '');
  const reading = readCommand(said);
  if (reading.kind === 'command' && reading.command.name === 'operator') return reading.command.id;
  return entry === 'typed' && reading.kind === 'none' && isBadge(said) ? said : undefined;
}
