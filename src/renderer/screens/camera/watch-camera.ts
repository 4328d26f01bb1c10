import { loadDecoder } from '../../scanner/camera-decoder.ts';
import { NOTHING_SEEN, see } from '../../scanner/camera-sight.ts';

/** starting; watching: one code is looked for; several: too many are in the picture; the others: why there is no picture. */
export type CameraState = 'starting' | 'watching' | 'several' | 'denied' | 'none' | 'busy';

/** Between two pictures that are looked at, ms: the processor is the station's too. */
const BETWEEN_MS = 80;
/** Wide enough for a Code 128 across half of the picture. */
const WIDTH = 1280;

interface Watcher {
  readonly state: (state: CameraState) => void;
  /** @param t when the picture was taken, of `performance.now()` */
  readonly read: (text: string, t: number) => void;
}

/** Shows the camera's picture and reads codes from it, until what is returned is called. */
export function watchCamera(video: HTMLVideoElement, { state, read }: Watcher): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  watch(video, signal, { state, read }).catch((error: unknown) => {
    if (!signal.aborted) state(stateOf(error));
  });
  return () => stopping.abort();
}

async function watch(video: HTMLVideoElement, signal: AbortSignal, { state, read }: Watcher): Promise<void> {
  // First the decoder: the camera's light is on only while somebody looks.
  const decode = await loadDecoder();
  signal.throwIfAborted();
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: WIDTH } },
    audio: false,
  });
  const stop = (): void => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) return stop();
  signal.addEventListener('abort', stop);
  for (const track of stream.getTracks()) track.addEventListener('ended', () => signal.aborted || state('none'));
  video.srcObject = stream;
  await video.play();
  state('watching');

  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('the window has no canvas');
  let sight = NOTHING_SEEN;
  while (!signal.aborted && stream.active) {
    const t = performance.now();
    const { videoWidth: width, videoHeight: height } = video;
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0);
    const seen = see(sight, await decode(context.getImageData(0, 0, width, height)), t);
    if (signal.aborted) return;
    ({ sight } = seen);
    state(seen.several ? 'several' : 'watching');
    if (seen.read !== null) read(seen.read, t);
    await new Promise((resolve) => {
      setTimeout(resolve, BETWEEN_MS);
    });
  }
}

function stateOf(error: unknown): CameraState {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'busy';
}
