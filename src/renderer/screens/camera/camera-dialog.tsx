import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useStore } from '../../app/station-context.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../i18n/words.ts';
import { watchCamera, type CameraState } from './watch-camera.ts';
import './camera-dialog.css';

/** The camera's picture. What it reads is an input like a scan; one that is refused leaves the picture open. */
export function CameraDialog({ close }: { readonly close: () => void }) {
  const t = useWords();
  const store = useStore();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const read = useEffectEvent((text: string, startedMs: number) => {
    // No answer comes of it then that would close this.
    if (store.isBorrowed()) close();
    store.submit({ text, entry: 'camera', startedMs, endedMs: startedMs });
  });
  useEffect(() => {
    if (video.current === null) return undefined;
    return watchCamera(video.current, { state: setState, read: (text, at) => read(text, at) });
  }, []);
  return (
    <Dialog title={t('camera.scan')} close={close}>
      <div className="camera">
        <video className="camera-picture" ref={video} muted playsInline />
        <p className="camera-say" role="status" data-state={state}>
          {t(`camera.${state}`)}
        </p>
        <AnswerStrip />
      </div>
    </Dialog>
  );
}
