import type { View } from '../../shared/views.ts';
import { useFacts } from '../app/station-context.ts';
import { useLanguageChoice } from '../app/use-language-choice.tsx';
import { Choices } from '../components/choices.tsx';
import { Icon } from '../components/icon.tsx';
import { Stage } from '../components/stage.tsx';
import { shown } from '../look/text-length.ts';
import { PinOfBadge } from './pin-of-badge.tsx';
import { FirstRun } from './set-up/first-run.tsx';
import './sign-in-screen.css';

type SignInView = Extract<View, { kind: 'signin' }>;

/** A badge is wanted, or the PIN to the one that was scanned. */
export function SignInScreen({ view }: { readonly view: SignInView }) {
  return view.asked === null ? <Welcome view={view} /> : <PinScreen view={view} />;
}

function PinScreen({ view }: { readonly view: SignInView }) {
  const { station } = useFacts();
  return (
    <Stage view={view} where={shown(station.name)}>
      <PinOfBadge key={view.asked} />
    </Stage>
  );
}

/** Nobody is signed in: a badge, and the language for whoever comes. */
function Welcome({ view }: { readonly view: SignInView }) {
  const languages = useLanguageChoice();
  const { station } = useFacts();
  return (
    <main className="stage sign-in">
      <div className="sign-in-picture" data-expect="badge">
        <Icon name="badge" />
      </div>
      <h1 className="sign-in-say">{view.say}</h1>
      <p className="sign-in-where">
        {shown(station.site === null ? station.name : `${station.name}, ${station.site}`)}
      </p>
      <FirstRun />
      <div className="sign-in-languages">
        <Choices {...languages} />
      </div>
    </main>
  );
}
