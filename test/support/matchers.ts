import { expect } from 'vitest';

/* What stands for a value that a test cannot know. */

export const aNumber = expect.any(Number) as unknown;
export const anObject = expect.any(Object) as unknown;
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern) as unknown;
