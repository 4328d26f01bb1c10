import type { CloudEventOut } from './cloud-event.ts';

/** What came of one try. */
export type SendOutcome =
  | { readonly kind: 'taken' }
  /** Nobody there, or too much to do: worth trying again. `afterMs` is what it asked for (Retry-After). */
  | { readonly kind: 'later'; readonly because: string; readonly afterMs?: number | undefined }
  /** It does not want this event as it is, and will not mend by itself. */
  | { readonly kind: 'refused'; readonly because: string };

/** Somebody who is told of every event out: a webhook, a folder, the broker. */
export interface Target {
  readonly name: string;
  /** Where it is, in words that may be shown: no key, no password. */
  readonly where: string;
  /** What it is remembered by: with another address a target starts fresh. */
  readonly address: string;
  /** How many events of different orders may be under way at once. */
  readonly atOnce: number;
  /** Never throws for what a network or a disk does. */
  send(event: CloudEventOut): Promise<SendOutcome>;
  close(): Promise<void>;
}
