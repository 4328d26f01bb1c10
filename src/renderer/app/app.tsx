import { useEffect } from 'react';
import type { View } from '../../shared/views.ts';
import { AskDialog } from '../commands/ask-dialog.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { AnswerStrip } from '../components/answer-strip.tsx';
import { CommandBar } from '../components/command-bar.tsx';
import { FactLine } from '../components/fact-line.tsx';
import { Announcer } from '../feedback/announcer.tsx';
import { Banner } from '../feedback/banner.tsx';
import { Flash } from '../feedback/flash.tsx';
import { useSounds } from '../feedback/use-sounds.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Screen } from './screen.tsx';
import { useStation } from './station-context.ts';
import { useTheme } from './use-theme.ts';
import './app.css';

/** The window: four places that never move, and what is heard, flashed and said beside them. */
export function App() {
  const t = useWords();
  const language = useLanguage();
  const view = useStation(({ station }) => station?.view);
  useTheme();
  useSounds();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <>
      {view === undefined ? (
        <p className="starting">{t('app.starting')}</p>
      ) : (
        <ErrorBoundary>
          <Work view={view} />
        </ErrorBoundary>
      )}
      <Announcer />
      <Flash />
      <Banner />
    </>
  );
}

function Work({ view }: { readonly view: View }) {
  const { offered, run, asking, answer, close } = useCommands(view);
  return (
    <div className="shell">
      <FactLine view={view} />
      <div className="work">
        <Screen view={view} />
      </div>
      <AnswerStrip />
      <CommandBar commands={offered} run={run} />
      {asking !== null && <AskDialog key={asking.name} command={asking} view={view} answer={answer} close={close} />}
    </div>
  );
}
