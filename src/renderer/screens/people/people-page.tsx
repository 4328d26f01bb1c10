import { useState } from 'react';
import type { People, Person } from '../../../shared/people.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { usePlace } from '../../app/use-place.ts';
import { useReply } from '../../app/use-reply.ts';
import { useKeys } from '../../commands/use-hotkeys.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../i18n/words.ts';
import { AddPerson } from './add-person.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import './people-page.css';

const ADD_KEY = 'F1';

/** What is open over the page. */
type Open =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'add'; readonly begin: Person | null }
  | { readonly kind: 'person'; readonly id: string };

const NOTHING: Open = { kind: 'nothing' };

/** Who may work here: seen and changed by an admin, and by anybody as long as nobody is entered. */
export function PeoplePage() {
  const t = useWords();
  const { client } = useStore();
  const sequence = useStation(({ station }) => station?.sequence ?? 0);
  const now = useNow();
  const [version, setVersion] = useState(0);
  const [open, setOpen] = useState<Open>(NOTHING);
  const [said, setSaid] = useState('');
  const asked = useReply(`${sequence} ${version} ${now}`, () => client.people({}));
  const result = asked.state === 'there' ? asked.result : null;
  const show = (what: Open): void => {
    setSaid('');
    setOpen(what);
  };
  const add = (): void => show({ kind: 'add', begin: null });
  const mayAdd = result?.may === true && !result.in_file;
  useKeys((key) => {
    if (key === ADD_KEY && mayAdd && open.kind === 'nothing') add();
  });
  const close = (): void => setOpen(NOTHING);
  const done = (words: string): void => {
    close();
    setSaid(words);
    setVersion((before) => before + 1);
  };
  const isFirst = result?.set_up === false;
  const chosen = open.kind === 'person' ? result?.people.find(({ id }) => id === open.id) : undefined;
  return (
    <Page
      name="people"
      title={t('pages.people')}
      aside={mayAdd && !isFirst && <Aside people={result.people} add={add} />}
    >
      <p className="people-done" role="status">
        {said !== '' && (
          <>
            <Icon name="check" />
            {said}
          </>
        )}
      </p>
      {asked.state === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      {result !== null && !result.may && <Barred />}
      {result?.may === true && (isFirst ? <First add={add} /> : <List result={result} open={show} />)}
      {mayAdd && open.kind === 'add' && (
        <AddPerson
          key={open.begin?.id}
          people={result.people}
          begin={open.begin}
          isFirst={isFirst}
          known={(id) => setOpen({ kind: 'person', id })}
          done={done}
          close={close}
        />
      )}
      {chosen !== undefined && (
        <PersonDialog
          key={chosen.id}
          person={chosen}
          inFile={result?.in_file === true}
          letIn={() => setOpen({ kind: 'add', begin: chosen })}
          done={done}
          close={close}
        />
      )}
    </Page>
  );
}

function Aside({ people, add }: { readonly people: readonly Person[]; readonly add: () => void }) {
  const t = useWords();
  const { move } = usePlace();
  const ids = people.filter(({ active }) => active).map(({ id }) => id);
  return (
    <div className="people-aside">
      <button type="button" className="button" onClick={() => move({ to: 'badges', ids })}>
        <Icon name="printer" />
        {t('people.badges')}
      </button>
      <AddButton words={t('people.add')} add={add} />
    </div>
  );
}

function AddButton({ words, add }: { readonly words: string; readonly add: () => void }) {
  return (
    <button type="button" className="button" data-loud="true" aria-keyshortcuts={ADD_KEY} onClick={add}>
      <Icon name="badge" />
      {words}
      <kbd>{ADD_KEY}</kbd>
    </button>
  );
}

/** Nobody is entered yet: what the first means for everybody. */
function First({ add }: { readonly add: () => void }) {
  const t = useWords();
  return (
    <section className="people-large">
      <Icon name="people" />
      <h2>{t('people.open')}</h2>
      <p>{t('people.from_then')}</p>
      <p>{t('people.first_admin')}</p>
      <AddButton words={t('people.add_first')} add={add} />
    </section>
  );
}

/** For an admin alone: whose badge is wanted, and the way back here. */
function Barred() {
  const t = useWords();
  return (
    <section className="people-large">
      <Icon name="badge" />
      <h2>{t('people.barred')}</h2>
      <p>{t('people.come_back')}</p>
    </section>
  );
}

function List({ result, open }: { readonly result: People; readonly open: (what: Open) => void }) {
  const t = useWords();
  // By name, whoever may not work here last.
  const people = result.people.toSorted(
    (a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
  return (
    <>
      {result.in_file && <p className="people-hint">{t('people.in_file')}</p>}
      <ul className="people-list" aria-label={t('people.list')}>
        {people.map((person) => (
          <li key={person.id}>
            <PersonRow person={person} open={() => open({ kind: 'person', id: person.id })} />
          </li>
        ))}
      </ul>
    </>
  );
}
