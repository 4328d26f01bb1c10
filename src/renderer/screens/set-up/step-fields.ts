import type { SetUpStepName } from '../../../shared/set-up.ts';

/* What is asked in each step: where it stands in the settings, and how it is entered. The station checks all of it. */

interface AnyField {
  /** Where it stands; in a list, below its row. Its words are `setup.field.<path>`. */
  readonly path: string;
}

export type SimpleField = AnyField &
  (
    | { readonly kind: 'text' | 'number' | 'switch' | 'secret' | 'sizes' }
    | { readonly kind: 'choice'; readonly of: readonly (string | number)[] }
    | { readonly kind: 'several'; readonly of: readonly string[] }
  );

export interface ListField extends AnyField {
  readonly kind: 'list';
  /** `when`: the row's kinds that have it. */
  readonly fields: readonly (SimpleField & { readonly when?: readonly string[] })[];
  /** What a new row begins with. */
  readonly fresh: Readonly<Record<string, unknown>>;
}

export type Field = SimpleField | ListField;

export const STEP_FIELDS: Readonly<Record<SetUpStepName, readonly Field[]>> = {
  station: [
    { path: 'station.id', kind: 'text' },
    { path: 'station.name', kind: 'text' },
    { path: 'station.site', kind: 'text' },
    { path: 'station.roles', kind: 'several', of: ['pick', 'pack', 'ship'] },
    { path: 'station.language', kind: 'choice', of: ['en', 'de', 'es', 'pl'] },
  ],
  numbers: [
    { path: 'numbers.sscc.prefix', kind: 'text' },
    { path: 'numbers.sscc.extension', kind: 'number' },
    { path: 'numbers.sscc.from', kind: 'number' },
    { path: 'numbers.sscc.to', kind: 'number' },
  ],
  boxes: [
    {
      path: 'boxes',
      kind: 'list',
      fresh: { code: '' },
      fields: [
        { path: 'code', kind: 'text' },
        { path: 'name', kind: 'text' },
        { path: 'inner_mm', kind: 'sizes' },
        { path: 'max_weight_g', kind: 'number' },
        { path: 'tare_g', kind: 'number' },
      ],
    },
  ],
  printers: [
    {
      path: 'printers',
      kind: 'list',
      fresh: { name: '', kind: 'zpl', host: '' },
      fields: [
        { path: 'name', kind: 'text' },
        { path: 'kind', kind: 'choice', of: ['zpl', 'system', 'folder'] },
        { path: 'host', kind: 'text', when: ['zpl'] },
        { path: 'port', kind: 'number', when: ['zpl'] },
        { path: 'queue', kind: 'text', when: ['system'] },
        { path: 'format', kind: 'choice', of: ['zpl', 'pdf'], when: ['system'] },
        { path: 'dpi', kind: 'choice', of: [203, 300] },
      ],
    },
  ],
  scanner: [],
  scale: [
    { path: 'scale.port', kind: 'text' },
    { path: 'scale.baud', kind: 'number' },
    { path: 'weight.tolerance_g', kind: 'number' },
    { path: 'weight.tolerance_pct', kind: 'number' },
  ],
  telemetry: [
    { path: 'telemetry.endpoint', kind: 'text' },
    { path: 'telemetry.headers.authorization', kind: 'secret' },
    { path: 'network.ca_file', kind: 'text' },
    { path: 'network.proxy', kind: 'text' },
  ],
  broker: [
    { path: 'amqp.url', kind: 'text' },
    { path: 'amqp.password', kind: 'secret' },
    { path: 'amqp.claim_ahead', kind: 'number' },
  ],
  window: [
    { path: 'window.kiosk', kind: 'switch' },
    { path: 'window.camera', kind: 'switch' },
    { path: 'window.hid', kind: 'switch' },
  ],
};

/** What was entered and not saved yet, by path. Null: taken out. */
export type Draft = Readonly<Record<string, unknown>>;

export function valueOf(file: unknown, path: string): unknown {
  let here = file;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** A draft as the station takes it. A row keeps only what its kind knows; a scale is of the one kind there is. */
export function changesOf(step: SetUpStepName, draft: Draft): { readonly path: string[]; readonly value: unknown }[] {
  const changes = Object.entries(draft).map(([path, value]) => {
    const field = STEP_FIELDS[step].find((each) => each.path === path);
    return { path: path.split('.'), value: field?.kind === 'list' ? rowsOf(field, value) : value };
  });
  const port = draft['scale.port'];
  if (port === undefined) return changes;
  if (port !== null) return [...changes, { path: ['scale', 'kind'], value: 'mt-sics' }];
  return [...changes.filter(({ path }) => path[0] !== 'scale'), { path: ['scale'], value: null }];
}

function rowsOf({ fields }: ListField, value: unknown): unknown {
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  if (rows.length === 0) return null;
  const foreign = (row: Record<string, unknown>): ReadonlySet<string> =>
    new Set(fields.filter(({ when }) => when?.includes(String(row['kind'])) === false).map(({ path }) => path));
  return rows.map((row) => {
    const out = foreign(row);
    return Object.fromEntries(Object.entries(row).filter(([key, each]) => !out.has(key) && each !== null));
  });
}
