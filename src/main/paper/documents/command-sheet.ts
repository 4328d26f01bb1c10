import { sheetGroups, type SheetCode, type SheetFacts } from '../../../shared/sheet-codes.ts';
import type { Page } from '../page.ts';
import { codeCards, type CodeCard } from './code-cards.ts';

/** Every command that needs no keyboard, with what this station knows to fill in: boxes, carriers, reasons, printers. */
export function commandSheet(facts: SheetFacts, station: string): readonly Page[] {
  const cards = sheetGroups(facts, []).flatMap(({ codes }) => codes.map(cardOf));
  return codeCards(`Commands – ${station}`, cards);
}

function cardOf({ code, word, note = '' }: SheetCode): CodeCard {
  const command = words(word.of === 'command' ? word.name : word.of);
  const title = 'value' in word ? `${command}: ${word.value.replaceAll('_', ' ')}` : command;
  return { title, note, code };
}

/** What the buttons and the prompts say where it is not the command's own name. */
const SAID: Readonly<Record<string, string>> = {
  cancel: 'Put down',
  handover: 'Hand over',
  handover_all: 'Hand over',
  next: 'Next parcel',
  no: 'Not there',
  quantity: 'Count',
  reprint: 'Print again',
  signout: 'Sign out',
  yes: 'It is here',
};

const words = (name: string): string => {
  const text = SAID[name] ?? name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** A badge for each worker: signing in is a scan of it. */
export const badgeSheet = (ids: readonly string[], station: string): readonly Page[] =>
  codeCards(
    'Badges',
    ids.map((id) => ({ title: id, note: station, code: `PS:OP:${id}` })),
  );
