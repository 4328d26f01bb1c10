import type { Answer } from '../../shared/answers.ts';
import type { Reply, StationClient } from '../../shared/contract.ts';
import type { Scan, ScanContext } from './scan.ts';

type InputReply = Reply<Answer & { readonly sequence: number }>;

/** Ten scans in two seconds are work; more than this many without an answer are somebody scanning into the void. */
const WAITING_LIMIT = 20;
/** A station that is away may come back without saying so. */
const RETRY_MS = 1000;

interface Options {
  readonly client: Pick<StationClient, 'input'>;
  readonly contextOf: (scan: Scan) => ScanContext | undefined;
  readonly answered: (scan: Scan, reply: Exclude<InputReply, { code: 'away' }>) => void;
  /** How many wait; and whether the station was reached, where that was tried. */
  readonly waiting: (count: number, reached?: boolean) => void;
}

/**
 * The one place where inputs wait. They go to the station one at a time, in their order; one whose answer was lost is
 * sent again under its own id until it is answered, so it counts once however often it is sent.
 */
export function inputQueue({ client, contextOf, answered, waiting }: Options) {
  const queue: { readonly scan: Scan; readonly id: string; readonly context: ScanContext | undefined }[] = [];
  let isSending = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    clearTimeout(retry);
    try {
      for (let next = queue[0]; next !== undefined; next = queue[0]) {
        const { scan, id, context } = next;
        const reply = await client.input({ scan: scan.text, id, entry: scan.entry, ...context });
        if (!reply.ok && reply.code === 'away') {
          waiting(queue.length, false);
          retry = setTimeout(() => void send(), RETRY_MS);
          return;
        }
        queue.shift();
        waiting(queue.length, true);
        answered(scan, reply);
      }
    } finally {
      isSending = false;
    }
  }

  return {
    /** @returns false when too many wait already: the input was not taken. */
    add(scan: Scan): boolean {
      if (queue.length >= WAITING_LIMIT) return false;
      queue.push({ scan, id: crypto.randomUUID(), context: contextOf(scan) });
      waiting(queue.length);
      void send();
      return true;
    },
    /** The wire is back. */
    resume: (): void => void send(),
  };
}
