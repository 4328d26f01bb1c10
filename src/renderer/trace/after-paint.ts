/** A window that is not seen is not painted; its answer counts as shown by then. */
const UNSEEN_MS = 1000;

/**
 * Calls back when what was just set is on the screen: after the next frame was drawn. A message comes after the paint of
 * the frame that sent it.
 * @param tell is given `performance.now()` of then.
 */
export function afterPaint(tell: (paintedMs: number) => void): void {
  const channel = new MessageChannel();
  let isTold = false;
  const once = (): void => {
    if (isTold) return;
    isTold = true;
    channel.port1.close();
    clearTimeout(timer);
    tell(performance.now());
  };
  const timer = setTimeout(once, UNSEEN_MS);
  channel.port1.addEventListener('message', once);
  channel.port1.start();
  requestAnimationFrame(() => channel.port2.postMessage(null));
}
