import type { ReactNode } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/words.ts';

interface Props<Row> {
  readonly caption: string;
  /** What the rows are. */
  readonly of: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly nameOf: (row: Row) => ReactNode;
}

export interface Column<Row> {
  readonly name: string;
  /** A number, or more than that. */
  readonly cell: (row: Row) => ReactNode;
}

/** Figures of a day, a row for each hour or worker: where there is little room each number stands after its name. */
export function FiguresTable<Row>({ caption, of, columns, rows, keyOf, nameOf }: Props<Row>) {
  const language = useLanguage();
  const said = (cell: ReactNode): ReactNode => (typeof cell === 'number' ? formatNumber(language, cell) : cell);
  return (
    <table className="table figures-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {[of, ...columns.map(({ name }) => name)].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{nameOf(row)}</th>
            {columns.map(({ name, cell }) => (
              <td key={name} className="number" data-label={name}>
                {said(cell(row))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
