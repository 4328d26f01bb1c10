import { PageBar } from '../components/page-bar.tsx';
import { FiguresPage } from '../screens/figures/figures-page.tsx';
import { JourneyPage } from '../screens/journey/journey-page.tsx';
import { OrdersPage } from '../screens/orders/orders-page.tsx';
import { PeoplePage } from '../screens/people/people-page.tsx';
import { PaperPage } from '../screens/paper/paper-page.tsx';
import { SettingsPage } from '../screens/settings/settings-page.tsx';
import { SetUpPage } from '../screens/set-up/set-up-page.tsx';
import { SheetsPage } from '../screens/sheets/sheets-page.tsx';
import { StatusPage } from '../screens/status/status-page.tsx';
import { usePlace } from './use-place.ts';

/** The page beside the work that was asked for, with the way back and to the others. */
export function BesidePage() {
  return (
    <>
      <Shown />
      <PageBar />
    </>
  );
}

function Shown() {
  const { place } = usePlace();
  switch (place.page) {
    case 'work':
      return null;
    case 'journey':
      return place.order === null ? null : <JourneyPage key={place.order} order={place.order} />;
    case 'paper': {
      const { order, paper, printer } = place;
      return <PaperPage key={JSON.stringify([order, paper, printer])} order={order} paper={paper} printer={printer} />;
    }
    case 'setup':
      return <SetUpPage />;
    case 'orders':
      return <OrdersPage />;
    case 'status':
      return <StatusPage />;
    case 'figures':
      return <FiguresPage />;
    case 'settings':
      return <SettingsPage />;
    case 'sheets':
      return <SheetsPage />;
    case 'people':
      return <PeoplePage />;
  }
}
