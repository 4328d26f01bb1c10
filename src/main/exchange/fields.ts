import * as v from 'valibot';
import { readTime } from './time.ts';

/* What the fields of events are made of. Each message ends the sentence that its JSON path begins. */

/** Something that is looked up or scanned: taken as it stands, or not at all. */
export const code = (max: number) =>
  v.pipe(
    v.string('must be text'),
    v.minLength(1, 'must not be empty'),
    v.maxLength(max, `must have at most ${max} characters`),
    v.check((text) => text.isWellFormed() && !text.includes('\u0000'), 'must be well-formed Unicode without NUL'),
  );

/** Something that is shown: what cannot be written is left out of it. */
export const words = (max: number) =>
  v.pipe(
    v.string('must be text'),
    v.maxLength(max, `must have at most ${max} characters`),
    v.transform((text) => text.toWellFormed().replaceAll('\u0000', '')),
  );

/** Systems write null for what they do not say. */
export const optional = <T extends v.GenericSchema>(schema: T) => v.nullish(schema);

/** RFC 3339; ms since the epoch. */
export const moment = v.pipe(
  v.string('must be text'),
  v.check((text) => readTime(text).ok, 'must be a time like 2026-11-20T09:12:00Z'),
  v.transform((text) => {
    const time = readTime(text);
    return time.ok ? time.ms : undefined;
  }),
);

export const units = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be 1 or more'),
  v.maxValue(1_000_000, 'must be at most 1000000'),
);

export const revision = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(Number.MAX_SAFE_INTEGER, 'is too large'),
);

/** Grams or millimetres: more than the limit is a mistake of units, and would not fit what is summed from it. */
export const measure = (max: number) =>
  v.pipe(
    v.number('must be a number'),
    v.minValue(0, 'must not be negative'),
    v.maxValue(max, `must be at most ${max}`),
  );
