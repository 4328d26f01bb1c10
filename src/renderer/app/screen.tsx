import { memo } from 'react';
import type { View } from '../../shared/views.ts';
import { HomeScreen } from '../screens/home-screen.tsx';
import { PackScreen } from '../screens/pack-screen.tsx';
import { PackedScreen } from '../screens/packed-screen.tsx';
import { QuestionScreen } from '../screens/question-screen.tsx';
import { ShipScreen } from '../screens/ship-screen.tsx';
import { SignInScreen } from '../screens/sign-in-screen.tsx';
import { WalkScreen } from '../screens/walk-screen.tsx';

/** The screen of what the station shows: drawn anew for another view, not for facts that changed beside it. */
export const Screen = memo(function Screen({ view }: { readonly view: View }) {
  switch (view.kind) {
    case 'signin':
      return <SignInScreen view={view} />;
    case 'home':
      return <HomeScreen view={view} />;
    case 'pick':
    case 'putback':
      return <WalkScreen view={view} />;
    case 'pack':
      return view.closed ? <PackedScreen view={view} /> : <PackScreen view={view} />;
    case 'ship':
      return <ShipScreen view={view} />;
    case 'question':
      return <QuestionScreen view={view} />;
  }
});
