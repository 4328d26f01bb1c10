import { useState } from 'react';
import { useFacts } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { Barcode } from '../../components/barcode.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useWords, wordsOf, type Words } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { sheetGroups, typedIds, type SheetWord } from './sheet-groups.ts';
import './sheets-page.css';

/** The commands and badges as barcodes, to be printed and hung where the hand is. In the worker's language. */
export function SheetsPage() {
  const t = useWords();
  const { station } = useFacts();
  const { place } = usePlace();
  const [ids, setIds] = useState(place.badges.join(', '));
  const [boxes, setBoxes] = useState('S, M, L');
  return (
    <Page
      name="sheets"
      title={t('pages.sheets')}
      aside={
        <button type="button" className="button sheets-print" data-loud="true" onClick={() => window.print()}>
          <Icon name="printer" />
          {t('sheets.print')}
        </button>
      }
    >
      <div className="sheets-typed">
        <TypedCodes label={t('sheets.ids')} value={ids} maxLength={2000} change={setIds} />
        <TypedCodes label={t('sheets.boxes')} value={boxes} maxLength={500} change={setBoxes} />
      </div>
      {sheetGroups(station.roles, typedIds(ids), typedIds(boxes)).map(({ name, codes }) => (
        <section key={name} className="sheet">
          <h2>{t(`sheet.${name}`)}</h2>
          <ul className="sheet-codes">
            {codes.map(({ code, word }) => (
              <li key={code} className="sheet-code">
                <strong>{wordOf(word, t)}</strong>
                <Barcode text={code} />
                <span className="code">{shown(code)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

interface Typed {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly change: (value: string) => void;
}

function TypedCodes({ label, value, maxLength, change }: Typed) {
  return (
    <label className="sheets-label">
      {label}
      <input
        className="field code"
        value={value}
        maxLength={maxLength}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={({ target }) => change(target.value)}
      />
    </label>
  );
}

function wordOf(word: SheetWord, t: Words): string {
  switch (word.of) {
    case 'command':
      return [t(`command.${word.name}`), ...(word.value === undefined ? [] : [shown(word.value)])].join(' ');
    case 'short':
      return `${t('command.short')}: ${t(`short.${word.value}`)}`;
    case 'reason':
      return `${t('command.reason')}: ${t(`reason.${word.value}`)}`;
    case 'language':
      return wordsOf(word.value)('language.name');
    case 'badge':
      return shown(word.value);
  }
}
