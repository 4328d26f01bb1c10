import { useState } from 'react';
import { sheetGroups, typedIds, type SheetCode, type SheetWord } from '../../../shared/sheet-codes.ts';
import { useStore } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { useReply } from '../../app/use-reply.ts';
import { Barcode } from '../../components/barcode.tsx';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useWords, wordsOf, type Words } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import './sheets-page.css';

/** The commands and badges as barcodes, to be printed and hung where the hand is. In the worker's language. */
export function SheetsPage() {
  const t = useWords();
  const { client } = useStore();
  const { place } = usePlace();
  const asked = useReply('sheet', () => client.sheet({}));
  const [ids, setIds] = useState(place.badges.join(', '));
  const groups = asked.state === 'there' ? sheetGroups(asked.result, typedIds(ids)) : [];
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
        <label className="sheets-label">
          {t('sheets.ids')}
          <input
            className="field code"
            value={ids}
            maxLength={2000}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={({ target }) => setIds(target.value)}
          />
        </label>
      </div>
      {asked.state === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      {groups.map(({ name, codes }) => (
        <section key={name} className="sheet">
          <h2>{t(`sheet.${name}`)}</h2>
          <ul className="sheet-codes">
            {codes.map((each) => (
              <Card key={each.code} of={each} />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function Card({ of: { code, word, note } }: { readonly of: SheetCode }) {
  const t = useWords();
  const title = wordOf(word, t);
  return (
    <li className="sheet-code">
      <strong>{note === undefined ? title : `${title} · ${shown(note)}`}</strong>
      <Barcode text={code} />
      <span className="code">{shown(code)}</span>
    </li>
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
    case 'release':
      return `${t('command.reason')}: ${t(`release.${word.value}`)}`;
    case 'keep':
      return `${t('command.reason')}: ${t(`keep.${word.value}`)}`;
    case 'reprint':
      return `${t('command.reprint')}: ${t(`reprint.${word.value}`)}`;
    case 'language':
      return wordsOf(word.value)('language.name');
    case 'badge':
      return shown(word.value);
  }
}
