import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ComingScreen } from './screens/coming-screen.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <ComingScreen />
  </StrictMode>,
);
