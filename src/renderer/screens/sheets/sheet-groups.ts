import { LANGUAGE_CODES, SHORT_REASONS } from '../../../shared/command-barcodes.ts';
import { COMMAND_LIST, WEIGHT_REASONS, type CommandName } from '../../../shared/command-list.ts';

/** What a code on a sheet is called: a text of the window, or a text of somebody's own. */
export type SheetWord =
  | { readonly of: 'command'; readonly name: CommandName; readonly value?: string }
  | { readonly of: 'short'; readonly value: (typeof SHORT_REASONS)[number] }
  | { readonly of: 'reason'; readonly value: (typeof WEIGHT_REASONS)[number] }
  | { readonly of: 'language'; readonly value: (typeof LANGUAGE_CODES)[number] }
  | { readonly of: 'badge'; readonly value: string };

export interface SheetCode {
  readonly code: string;
  readonly word: SheetWord;
}

export type GroupName = 'badges' | 'any' | 'pick' | 'pack' | 'ship' | 'language';

/** Counts that are worth a code of their own; more are typed. */
const COUNTS = [2, 3, 4, 5, 6, 8, 10, 12, 20, 24];

/** A code longer than this does not fit a badge, and the station does not take it. */
const LONGEST = 64;

const command = (name: CommandName, value?: string): SheetCode => {
  const code = COMMAND_LIST.find((each) => each.name === name)?.code ?? '';
  return { code: code + (value ?? ''), word: { of: 'command', name, ...(value === undefined ? {} : { value }) } };
};

/**
 * The sheets, grouped as they hang: what belongs to everybody, and to each stage this station does.
 * @param ids operators' ids and `boxes` box codes, as they were typed
 */
export function sheetGroups(
  roles: readonly string[],
  ids: readonly string[],
  boxes: readonly string[],
): readonly { readonly name: GroupName; readonly codes: readonly SheetCode[] }[] {
  const groups: { readonly name: GroupName; readonly codes: readonly SheetCode[] }[] = [
    { name: 'badges', codes: ids.map((id) => ({ code: `PS:OP:${id}`, word: { of: 'badge', value: id } })) },
    { name: 'any', codes: (['undo', 'cancel', 'figures', 'signout'] as const).map((name) => command(name)) },
    {
      name: 'pick',
      codes: [
        command('pick'),
        command('skip'),
        ...SHORT_REASONS.map((value) => ({ code: `PS:SHORT:${value}`, word: { of: 'short' as const, value } })),
        command('release'),
        ...COUNTS.map((count) => command('quantity', String(count))),
      ],
    },
    {
      name: 'pack',
      codes: [
        command('pack'),
        ...boxes.map((box) => command('box', box)),
        command('next'),
        command('done'),
        ...WEIGHT_REASONS.map((value) => ({ code: `PS:REASON:${value}`, word: { of: 'reason' as const, value } })),
      ],
    },
    { name: 'ship', codes: [command('ship'), command('handover')] },
    {
      name: 'language',
      codes: LANGUAGE_CODES.map((value) => ({ code: `PS:LANG:${value}`, word: { of: 'language', value } })),
    },
  ];
  const isStage = (name: GroupName): boolean => ['pick', 'pack', 'ship'].includes(name);
  return groups.filter(({ name, codes }) => codes.length > 0 && (!isStage(name) || roles.includes(name)));
}

/** Ids as people write them down: with commas or blanks between them, each once, what no code can hold left out. */
export const typedIds = (text: string): readonly string[] => [
  ...new Set(
    text.split(/[\s,;]+/u).filter((id) => id.length > 0 && id.length <= LONGEST && !/[^\u0021-\u007E]/u.test(id)),
  ),
];
