import { useWords } from '../../i18n/words.ts';
import { FieldRow } from './field-row.tsx';
import type { ListField } from './step-fields.ts';

type Row = Readonly<Record<string, unknown>>;

/** A list of settings with the same fields: boxes, printers. */
export function ListRows({
  field,
  value,
  change,
}: {
  readonly field: ListField;
  readonly value: unknown;
  readonly change: (rows: readonly Row[]) => void;
}) {
  const t = useWords();
  const rows = Array.isArray(value) ? (value as readonly Row[]) : [];
  const name = (path: string): string => t(`setup.field.${field.path}.${path}` as 'setup.field.boxes.code');
  const title = (at: number): string => `${t(`setup.row.${field.path as 'boxes'}`)} ${at + 1}`;
  return (
    <>
      {rows.map((row, at) => (
        // Rows have no name of their own before they are filled in.
        <fieldset key={title(at)} className="set-up-row">
          <legend>{title(at)}</legend>
          {field.fields
            .filter(({ when }) => when === undefined || when.includes(String(row['kind'])))
            .map((each) => (
              <FieldRow
                key={each.path}
                field={each}
                label={name(each.path)}
                value={row[each.path]}
                change={(next) => change(rows.map((other, i) => (i === at ? { ...other, [each.path]: next } : other)))}
              />
            ))}
          <button type="button" className="button" onClick={() => change(rows.filter((_, i) => i !== at))}>
            {t('setup.remove')}
          </button>
        </fieldset>
      ))}
      <button type="button" className="button" onClick={() => change([...rows, field.fresh])}>
        {t(`setup.add.${field.path as 'boxes'}`)}
      </button>
    </>
  );
}
