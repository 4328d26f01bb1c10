import type { Change, Reply } from '../../shared/contract.ts';
import type { Wire } from './wire.ts';

/** An answer that takes longer was lost; the input is then sent again under its id. */
const INPUT_LIMIT_MS = 10_000;
/** A stream that was refused is not opened again by the browser itself. */
const OPEN_AGAIN_MS = 2000;

/** The browser host, on the address that this page came from. Tests hand in their own ways to reach it. */
export function browserWire(
  request: typeof fetch = (...args) => fetch(...args),
  openStream: (path: string) => EventSource = (path) => new EventSource(path),
): Wire {
  return {
    async call(name, input) {
      const response = await request(`/call/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: input === undefined ? '' : JSON.stringify(input),
        ...(name === 'input' ? { signal: AbortSignal.timeout(INPUT_LIMIT_MS) } : {}),
      });
      if (response.ok) return (await response.json()) as Reply<unknown>;
      return { ok: false, code: 'forbidden', message: (await response.text()).trim() };
    },
    watch({ change, connected }) {
      let stream: EventSource;
      let again: ReturnType<typeof setTimeout> | undefined;
      function open(): void {
        stream = openStream('/changes');
        stream.addEventListener('open', () => connected(true));
        stream.addEventListener('message', ({ data }: MessageEvent<string>) => change(JSON.parse(data) as Change));
        stream.addEventListener('error', () => {
          connected(false);
          if (stream.readyState === stream.CLOSED) again = setTimeout(open, OPEN_AGAIN_MS);
        });
      }
      open();
      return () => {
        clearTimeout(again);
        stream.close();
      };
    },
  };
}
