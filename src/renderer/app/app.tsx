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
import { CameraButton } from '../screens/camera/camera-button.tsx';
import { SampleCodes } from '../screens/samples/sample-codes.tsx';
import { BesidePage } from './beside-page.tsx';
import { MoreButton } from './more-button.tsx';
import { Screen } from './screen.tsx';
import { useStation } from './station-context.ts';
import { PlaceContext, usePlaceState } from './use-place.ts';
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
          <Window view={view} />
        </ErrorBoundary>
      )}
      <Announcer />
      <Flash />
      <Banner />
    </>
  );
}

function Window({ view }: { readonly view: View }) {
  const known = usePlaceState();
  const isListening = useStation(({ listening }) => listening);
  return (
    <PlaceContext value={known}>
      <div className="shell" data-listening={isListening}>
        <FactLine view={view}>
          <CameraButton />
          <MoreButton />
        </FactLine>
        {known.place.page === 'work' ? <Work view={view} samples={known.place.samples} /> : <BesidePage />}
      </div>
    </PlaceContext>
  );
}

function Work({ view, samples }: { readonly view: View; readonly samples: boolean }) {
  const { offered, run, asking, answer, close } = useCommands(view);
  return (
    <>
      <div className="work" data-samples={samples}>
        <Screen view={view} />
        {samples && <SampleCodes view={view} />}
      </div>
      <AnswerStrip />
      <CommandBar commands={offered} run={run} />
      {asking !== null && <AskDialog key={asking.name} command={asking} view={view} answer={answer} close={close} />}
    </>
  );
}
