import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { CheckName, Finding } from '../../shared/set-up.ts';
import type { MessageParameters } from '../messages/message.ts';
import type { SetUpKey } from '../messages/set-up/en.ts';
import { inWords } from '../messages/translate.ts';

/** Begins with the name of its check. */
export type FindingCode = Extract<SetUpKey, `${CheckName}.${string}`>;
export type Todo = Extract<FindingCode, `${string}.todo`>;

/** What an examination found, in no language yet. `words` are those of both sentences. */
export interface Found {
  readonly state: Finding['state'];
  readonly code: FindingCode;
  readonly words: MessageParameters;
  readonly todo: Todo | null;
}

export const ok = (code: FindingCode, words: MessageParameters = {}): Found => ({
  state: 'ok',
  code,
  words,
  todo: null,
});
export const note = (code: FindingCode, todo: Todo, words: MessageParameters = {}): Found => ({
  state: 'note',
  code,
  words,
  todo,
});
export const problem = (code: FindingCode, todo: Todo, words: MessageParameters = {}): Found => ({
  state: 'problem',
  code,
  words,
  todo,
});

export const checkOf = ({ code }: Found): CheckName => code.slice(0, code.indexOf('.')) as CheckName;

/** A finding for people who speak a language. */
export function findingIn(language: LanguageCode, found: Found): Finding {
  const { state, code, words, todo } = found;
  return {
    check: checkOf(found),
    state,
    code,
    what: inWords(language, { say: code, words }),
    todo: todo === null ? null : inWords(language, { say: todo, words }),
  };
}
