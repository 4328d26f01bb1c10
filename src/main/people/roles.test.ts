import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCommand } from '../../shared/command-barcodes.ts';
import { may, OPERATOR_ROLES, wantsReason, type Deed, type Limits } from './roles.ts';

/** Every deed, as people know it. A command without its line here does not compile. */
const DEEDS: Readonly<Record<Deed, string>> = {
  scan: 'scans of orders, bins, items, totes and labels',
  operator: '`PS:OP`',
  pin: '`PS:PIN`',
  signout: '`PS:SIGNOUT`',
  language: '`PS:LANG`',
  figures: '`PS:FIGURES`',
  pick: '`PS:PICK`',
  pack: '`PS:PACK`',
  ship: '`PS:SHIP`',
  quantity: '`PS:QTY`',
  lot: '`PS:LOT`',
  serial: '`PS:SERIAL`',
  expiry: '`PS:EXPIRY`',
  tote: '`PS:TOTE`',
  skip: '`PS:SKIP`',
  undo: '`PS:UNDO`',
  short: '`PS:SHORT`',
  box: '`PS:BOX`',
  weight: '`PS:WEIGHT`',
  reason: '`PS:REASON` for a weight',
  next: '`PS:NEXT`',
  done: '`PS:DONE`',
  cancel: '`PS:CANCEL`',
  yes: '`PS:YES`',
  no: '`PS:NO`',
  print: '`PS:PRINT`',
  preview: '`PS:PREVIEW`',
  printer: '`PS:PRINTER`',
  reprint: '`PS:REPRINT`',
  noprint: '`PS:NOPRINT`',
  handover: '`PS:HANDOVER`',
  order: '`PS:ORDER`',
  release: '`PS:RELEASE` (short and conflict)',
  takeover: 'take-over of a station',
  settings: 'settings of the station',
  operators: 'people: badges, roles, PINs',
};

const LIMITS: Limits = { shortUnits: 5, shortPct: 50, weightG: 500, weightPct: 20, reprints: true };
const above = (deed: Deed) =>
  deed === 'reason'
    ? ({ kind: 'weight', offG: 501, expectedG: 1000 } as const)
    : ({ kind: 'short', units: 6, of: 100 } as const);

function table(): string {
  const rows = (Object.keys(DEEDS) as Deed[]).map((deed) => {
    const cells = OPERATOR_ROLES.map((role) => {
      const small = may(role, deed, { limits: LIMITS });
      const large = may(role, deed, { limits: LIMITS, stake: above(deed) });
      if (small !== large) return 'yes; above the limit with a lead';
      const said = { yes: 'yes', lead: 'with a lead', no: 'no' }[small];
      return small === 'no' || !wantsReason(deed) ? said : `${said}, and a reason`;
    });
    return `| ${DEEDS[deed]} | ${cells.join(' | ')} |`;
  });
  return ['| | worker | lead | admin |', '|---|---|---|---|', ...rows].join('\n');
}

it('who may do what is the table of the operator guide', () => {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/operator.md'), 'utf8');
  expect(/\| \| worker[^]*?(?=\n\n)/.exec(guide)?.[0]).toBe(table());
});

it('everybody may do everything while no operators are set up', () => {
  const deeds = Object.keys(DEEDS) as Deed[];
  expect(deeds.filter((deed) => may(null, deed, { limits: LIMITS, stake: above(deed) }) !== 'yes')).toEqual([]);
});

it('the limits are the last that a worker decides alone', () => {
  const short = (units: number, of: number) =>
    may('worker', 'short', { limits: LIMITS, stake: { kind: 'short', units, of } });
  expect([short(5, 10), short(6, 100), short(5, 9), short(1, 2), short(1, 1)]).toEqual([
    'yes',
    'lead',
    'lead',
    'yes',
    'lead',
  ]);
  const weight = (offG: number, expectedG: number) =>
    may('worker', 'reason', { limits: LIMITS, stake: { kind: 'weight', offG, expectedG } });
  expect([weight(500, 100), weight(501, 100), weight(2000, 10_000), weight(2001, 10_000)]).toEqual([
    'yes',
    'lead',
    'yes',
    'lead',
  ]);
  for (const deed of ['reprint', 'noprint'] as const)
    expect(may('worker', deed, { limits: { ...LIMITS, reprints: false } })).toBe('yes');
});

it('the commands of the table are those of the barcodes', () => {
  const words = Object.values(DEEDS).flatMap((text) => /PS:([A-Z]+)/.exec(text)?.[1] ?? []);
  expect(words.filter((word) => readCommand(`PS:${word}`).kind === 'none')).toEqual([]);
  expect(words).toHaveLength(32);
});
