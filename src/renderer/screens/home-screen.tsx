import type { NextOrder, View } from '../../shared/views.ts';
import { offeredCommands } from '../../shared/command-list.ts';
import { useFacts, useStore } from '../app/station-context.ts';
import { useNow } from '../app/use-now.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { Stage } from '../components/stage.tsx';
import { formatMoment, formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { OpenWork } from './open-work.tsx';
import './home-screen.css';

type HomeView = Extract<View, { kind: 'home' }>;
type StageName = 'pick' | 'pack' | 'ship';

/** The station counts no further than this. */
const MANY = 1000;

const DRAWING: Readonly<Record<StageName, IconName>> = { pick: 'bin', pack: 'box', ship: 'carrier' };

/** Nothing is open: what waits, what is late, and what was left undone. */
export function HomeScreen({ view }: { readonly view: HomeView }) {
  const t = useWords();
  const facts = useFacts();
  const stages = (['pick', 'pack', 'ship'] as const).filter((stage) => facts.station.roles.includes(stage));
  return (
    <>
      <Stage view={view} where={shown(facts.station.name)}>
        <div className="waiting">
          {stages.map((stage) => (
            <StageCard key={stage} stage={stage} view={view} />
          ))}
        </div>
        <p className="home-notes">
          {view.late > 0 && (
            <span className="home-late">
              <Icon name="clock" />
              {t('home.late', { count: view.late })}
            </span>
          )}
          {view.waiting.held > 0 && <span>{t('home.held', { count: view.waiting.held })}</span>}
        </p>
      </Stage>
      <OpenWork view={view} />
    </>
  );
}

/** A stage as one large button: how many wait, and which is next. The same command as in the bar below. */
function StageCard({ stage, view }: { readonly stage: StageName; readonly view: HomeView }) {
  const t = useWords();
  const language = useLanguage();
  const store = useStore();
  const command = offeredCommands(view, useFacts()).find(({ name }) => name === stage);
  const count = view.waiting[stage];
  const number = formatNumber(language, count);
  const isPossible = command?.now === 'yes';
  return (
    <button
      type="button"
      className="waiting-stage"
      data-empty={count === 0}
      aria-disabled={!isPossible}
      onClick={() => {
        if (isPossible) store.submit({ text: command.code, entry: 'touch', startedMs: performance.now() });
      }}
    >
      <span className="waiting-name">
        <Icon name={DRAWING[stage]} />
        {t(`command.${stage}`)}
      </span>
      <span className="waiting-count code" data-length={count >= MANY ? 'many' : number.length > 2 ? 'long' : 'short'}>
        {count >= MANY ? `${number}+` : number}
      </span>
      <NextUp next={view.next[stage]} />
    </button>
  );
}

function NextUp({ next }: { readonly next: NextOrder | null }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  if (next === null) return <span className="waiting-next">{t('home.nothing')}</span>;
  const isLate = next.ship_by !== null && Date.parse(next.ship_by) < now;
  return (
    <span className="waiting-next">
      <bdi>{t('home.next', { order: shown(next.order_id) })}</bdi>
      <span className={isLate ? 'waiting-late' : undefined}>
        {next.ship_by !== null &&
          t(isLate ? 'facts.late' : 'facts.ship_by', { time: formatMoment(language, next.ship_by, now) })}
      </span>
    </span>
  );
}
