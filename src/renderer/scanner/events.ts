/** One key going down or up, as far as the scanner's rules look at it. Times are `event.timeStamp`: ms, one clock. */
export interface KeyStroke {
  readonly kind: 'down' | 'up';
  readonly t: number;
  readonly key: string;
  readonly code: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly altGraph: boolean;
  readonly meta: boolean;
  readonly repeat: boolean;
  /** An input method is composing: what the key means is not settled. */
  readonly composing: boolean;
  /** The focus is in something that takes text: what is not swallowed is typed there. */
  readonly inField: boolean;
}

export type ScannerEvent = KeyStroke | { readonly kind: 'tick' | 'blur' | 'focus'; readonly t: number };

/** Reasons to look twice at a scan that is otherwise whole. */
export type Doubt =
  /** The first key came well before the others: it may be a person's. */
  | 'first-key-apart'
  /** A character was typed shortly before, which may be the beginning of the code. */
  | 'key-before'
  /** A key repeated itself meanwhile: somebody held it, or a scanner's key was lost in it. */
  | 'key-held';

export type DiscardReason =
  /** It began so soon after a broken scan that it may be the rest of it. */
  | 'after-incomplete'
  /** It began just when the window began to listen: its first keys may have gone elsewhere. */
  | 'after-focus'
  /** Other keys came just before it, and may be its first ones. */
  | 'mixed-with-typing'
  /** An input method took part in it. */
  | 'composing'
  | 'undecodable'
  | 'unexpected-key'
  | 'prefix-missing'
  | 'suffix-missing'
  | 'too-long';

/** What is told of every burst, for support and tuning. */
export interface BurstFacts {
  /** As decoded; U+FFFD stands for a key that means no character. */
  readonly text: string;
  readonly startedMs: number;
  readonly endedMs: number;
  /** Between its keys, the terminator's included. */
  readonly gapsMs: readonly number[];
}

export type ScannerOutput =
  | (BurstFacts & { readonly kind: 'scan'; readonly doubts: readonly Doubt[] })
  | (BurstFacts & { readonly kind: 'incomplete'; readonly reason: 'silence' | 'blur' | 'too-slow' })
  | (BurstFacts & { readonly kind: 'discarded'; readonly reason: DiscardReason })
  /** The burst is a scanner's: what its first keys typed into the field has to go. */
  | { readonly kind: 'armed' }
  /** What was kept from the field was a person's typing after all: it belongs there. */
  | { readonly kind: 'typed'; readonly text: string }
  /** A person's key, for hotkeys. `replay`: it was kept back, and its effect is still owed. */
  | { readonly kind: 'key'; readonly stroke: KeyStroke; readonly replay: boolean }
  /** Whether scans arrive here. While `on` is false the screen says so loudly. */
  | { readonly kind: 'listening'; readonly on: boolean };
