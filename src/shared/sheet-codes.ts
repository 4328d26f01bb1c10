import { LANGUAGE_CODES, SHORT_REASONS } from './command-barcodes.ts';
import {
  COMMAND_LIST,
  KEEP_REASONS,
  RELEASE_REASONS,
  REPRINT_REASONS,
  walkSizes,
  WEIGHT_REASONS,
  type CommandName,
} from './command-list.ts';
import type { Named } from './views.ts';

/* What hangs at a bench: every step of the job as a code, so that it can be done with the scanner alone. */

/** What only the station knows: what its commands are filled in with. */
export interface SheetFacts {
  readonly roles: readonly string[];
  readonly boxes: readonly Named[];
  readonly carriers: readonly Named[];
  /** Of one there is nothing to choose. */
  readonly printers: readonly string[];
  /** With how many orders a walk may be opened. */
  readonly walk_up_to: number;
}

/** What a code on a sheet is called: a text of the window, or a text of somebody's own. */
export type SheetWord =
  | { readonly of: 'command'; readonly name: CommandName; readonly value?: string }
  | { readonly of: 'short'; readonly value: (typeof SHORT_REASONS)[number] }
  | { readonly of: 'reason'; readonly value: (typeof WEIGHT_REASONS)[number] }
  | { readonly of: 'release'; readonly value: (typeof RELEASE_REASONS)[number] }
  | { readonly of: 'keep'; readonly value: (typeof KEEP_REASONS)[number] }
  | { readonly of: 'reprint'; readonly value: (typeof REPRINT_REASONS)[number] }
  | { readonly of: 'language'; readonly value: (typeof LANGUAGE_CODES)[number] }
  | { readonly of: 'badge'; readonly value: string };

export interface SheetCode {
  readonly code: string;
  readonly word: SheetWord;
  /** The name of a box or carrier, besides its code. */
  readonly note?: string;
}

export type GroupName = 'badges' | 'any' | 'pick' | 'pack' | 'ship' | 'paper' | 'lead' | 'language';

export interface SheetGroup {
  readonly name: GroupName;
  readonly codes: readonly SheetCode[];
}

/** Counts that are worth a code of their own; more are typed. */
const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 20, 24];

/** A code longer than this does not fit a badge, and the station does not take it. */
const LONGEST = 64;

const codeOf = (name: CommandName): string => COMMAND_LIST.find((each) => each.name === name)?.code ?? '';

const plain = (...names: readonly CommandName[]): SheetCode[] =>
  names.map((name) => ({ code: codeOf(name), word: { of: 'command', name } }));

const filled = (name: CommandName, values: readonly (string | number)[]): SheetCode[] =>
  values.map((value) => ({ code: `${codeOf(name)}${value}`, word: { of: 'command', name, value: String(value) } }));

const named = (name: CommandName, all: readonly Named[]): SheetCode[] =>
  all.flatMap((each) => filled(name, [each.code]).map((code) => ({ ...code, note: each.name })));

/**
 * The sheets, grouped as they hang: what belongs to everybody, to each stage this station does, to paper, and to leads.
 * @param ids operators' ids, as they were typed
 */
export function sheetGroups(facts: SheetFacts, ids: readonly string[]): readonly SheetGroup[] {
  const { roles, boxes, carriers, printers, walk_up_to: most } = facts;
  const groups: readonly SheetGroup[] = [
    { name: 'badges', codes: ids.map((id) => ({ code: `PS:OP:${id}`, word: { of: 'badge', value: id } })) },
    {
      name: 'any',
      codes: [
        ...plain('undo', 'cancel'),
        ...SHORT_REASONS.map((value): SheetCode => ({ code: `PS:SHORT:${value}`, word: { of: 'short', value } })),
        ...plain('figures', 'signout'),
      ],
    },
    {
      name: 'pick',
      codes: [...plain('pick'), ...filled('walk', walkSizes(most)), ...plain('skip'), ...filled('quantity', COUNTS)],
    },
    {
      name: 'pack',
      codes: [
        ...plain('pack'),
        ...named('box', boxes),
        ...plain('next', 'done'),
        ...WEIGHT_REASONS.map((value): SheetCode => ({ code: `PS:REASON:${value}`, word: { of: 'reason', value } })),
      ],
    },
    { name: 'ship', codes: [...plain('ship', 'handover'), ...named('handover_all', carriers)] },
    {
      name: 'paper',
      codes: [
        ...plain('yes', 'no', 'print', 'preview'),
        ...REPRINT_REASONS.map((value): SheetCode => ({ code: `PS:REPRINT:${value}`, word: { of: 'reprint', value } })),
        ...(printers.length > 1 ? filled('printer', printers) : []),
      ],
    },
    {
      name: 'lead',
      codes: [
        ...plain('release'),
        ...RELEASE_REASONS.map((value): SheetCode => ({ code: `PS:REASON:${value}`, word: { of: 'release', value } })),
        ...KEEP_REASONS.map((value): SheetCode => ({ code: `PS:REASON:${value}`, word: { of: 'keep', value } })),
      ],
    },
    {
      name: 'language',
      codes: LANGUAGE_CODES.map((value): SheetCode => ({ code: `PS:LANG:${value}`, word: { of: 'language', value } })),
    },
  ];
  const isStage = (name: GroupName): boolean => ['pick', 'pack', 'ship'].includes(name);
  return groups
    .filter(({ name }) => !isStage(name) || roles.includes(name))
    .map(({ name, codes }) => ({ name, codes: codes.filter(({ code }) => isPrintable(code)) }))
    .filter(({ codes }) => codes.length > 0);
}

/** What Code 128 holds and every scanner sends as it is, short enough for a card. */
const isPrintable = (code: string): boolean => /^[\u0020-\u007E]{1,80}$/.test(code);

/** Ids as people write them down: with commas or blanks between them, each once, what no code can hold left out. */
export const typedIds = (text: string): readonly string[] => [
  ...new Set(
    text.split(/[\s,;]+/u).filter((id) => id.length > 0 && id.length <= LONGEST && !/[^\u0021-\u007E]/u.test(id)),
  ),
];
