import { COMMAND_LIST, WEIGHT_REASONS, type CommandDefinition } from '../../../shared/command-list.ts';
import { LANGUAGE_CODES, SHORT_REASONS } from '../../../shared/command-barcodes.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Page } from '../page.ts';
import { codeCards, type CodeCard } from './code-cards.ts';

type Known = Pick<Settings, 'boxes' | 'carriers' | 'station'>;

/** Every command that needs no keyboard, with what this station knows to fill in: boxes, carriers, reasons, languages. */
export function commandSheet(settings: Known): readonly Page[] {
  const cards = COMMAND_LIST.filter(({ code }) => code !== '').flatMap((command) => cardsOf(command, settings));
  return codeCards(`Commands – ${settings.station.name}`, cards);
}

function cardsOf({ name, code, asks }: CommandDefinition, { boxes, carriers }: Known): CodeCard[] {
  const title = words(name);
  if (asks === undefined) return [{ title, note: '', code }];
  const answers: Partial<Record<typeof asks, readonly (readonly [string, string])[]>> = {
    short: SHORT_REASONS.map((word) => [word, '']),
    reason: WEIGHT_REASONS.map((word) => [word, '']),
    box: boxes.map((box) => [box.code, box.name]),
    carrier: [...carriers].map(([carrier, { name: known }]) => [carrier, known]),
    language: LANGUAGE_CODES.map((language) => [language, '']),
    quantity: Array.from({ length: 12 }, (_, index) => [String(index + 1), '']),
  };
  return (answers[asks] ?? []).map(([answer, note]) => ({
    title: `${title}: ${answer.replaceAll('_', ' ')}`,
    note,
    code: code + answer,
  }));
}

const words = (name: string): string => {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** A badge for each worker: signing in is a scan of it. */
export const badgeSheet = (ids: readonly string[], station: string): readonly Page[] =>
  codeCards(
    'Badges',
    ids.map((id) => ({ title: id, note: station, code: `PS:OP:${id}` })),
  );
