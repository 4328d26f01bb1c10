import type { Code } from '../../shared/answers.ts';
import type { ExtraMessage } from './en.ts';
import type { Gs1Key } from './gs1/en.ts';
import type { SetUpKey } from './set-up/en.ts';

export type MessageKey = Code | ExtraMessage | Gs1Key | SetUpKey;

/** What a message speaks of. `message` names another sentence than the code's own. */
export type MessageParameters = Readonly<Record<string, Word>> & { readonly message?: string };

/** A word as it is, one of ours that every language has its own for, or a list. */
export type Word = string | number | Said | readonly Word[];

/** A sentence, or a part of one, that is in no language yet. */
export interface Said {
  readonly say: MessageKey;
  readonly words?: MessageParameters;
}
