import { lazy, Suspense, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useFacts, useStore } from '../../app/station-context.ts';
import { useKeys } from '../../commands/use-hotkeys.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/words.ts';

/** The decoder is large, and most stations never need it. */
const CameraDialog = lazy(() => import('./camera-dialog.tsx').then((module) => ({ default: module.CameraDialog })));

const CAMERA_KEY = 'F11';

/** The way to scan with the camera, on every page, where it is switched on. */
export function CameraButton() {
  return useFacts().devices.camera ? <SwitchedOn /> : null;
}

function SwitchedOn() {
  const t = useWords();
  const store = useStore();
  const [isOpen, setOpen] = useState(false);
  useKeys((key) => {
    if (key === CAMERA_KEY) setOpen(true);
  });
  // What the camera read and the station took is done; so is everything that came by another door.
  useEffect(
    () =>
      store.onAnswer(({ scan, outcome }) => {
        if (outcome.ok || scan.entry !== 'camera') setOpen(false);
      }),
    [store],
  );
  return (
    <>
      <button
        type="button"
        className="facts-button facts-more"
        aria-keyshortcuts={CAMERA_KEY}
        onClick={() => setOpen(true)}
      >
        <Icon name="camera" />
        <span className="unseen">{t('camera.scan')}</span>
        <kbd className="command-key">{CAMERA_KEY}</kbd>
      </button>
      {isOpen &&
        // Its heading is no part of the line that this button is in.
        createPortal(
          <Suspense>
            <CameraDialog close={() => setOpen(false)} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
