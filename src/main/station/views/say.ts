import type { Code } from '../../../shared/answers.ts';
import type { ExtraMessage } from '../../messages/en.ts';
import type { MessageParameters } from '../../messages/message.ts';

/** Says a sentence in the language of the session. */
export type Say = (key: Code | ExtraMessage, words?: MessageParameters) => string;
