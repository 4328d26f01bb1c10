import * as v from 'valibot';
import { isUnique, port, scannedName, text } from './fields.ts';

export const PRINTED_DOCUMENTS = ['label', 'parcel_label', 'tote_label', 'slip', 'manifest', 'pick_list'] as const;

export type PrintedDocument = (typeof PRINTED_DOCUMENTS)[number];
export type PrinterFile = v.InferOutput<typeof printer>;

const any = {
  /** `PS:PRINTER:<name>` */
  name: scannedName,
  dpi: v.optional(v.picklist([203, 300])),
  documents: v.optional(v.pipe(v.array(v.picklist(PRINTED_DOCUMENTS)), v.minLength(1))),
};

const printer = v.variant('kind', [
  v.strictObject({ kind: v.literal('folder'), ...any }),
  /** ZPL II over TCP. */
  v.strictObject({
    kind: v.literal('zpl'),
    ...any,
    host: text,
    port: v.optional(v.pipe(port, v.minValue(1))),
    /** Whether it answers `~HS`; `auto`: it counts as answering from its first answer on. */
    answers_status: v.optional(v.union([v.boolean(), v.literal('auto')])),
  }),
  /** A queue of the operating system. A PDF must never reach a raw queue, so what it takes is said here. */
  v.strictObject({
    kind: v.literal('system'),
    ...any,
    // As CUPS writes names; a Windows queue's may hold blanks.
    queue: v.pipe(v.string(), v.regex(/^[^\p{Cc}/#,-][^\p{Cc}/#,]{0,126}$/u, 'the name of a queue')),
    format: v.picklist(['zpl', 'pdf']),
  }),
]);

export const printers = v.pipe(
  v.array(printer),
  v.check((list) => isUnique(list, ({ name }) => name), 'two printers have one name'),
  v.check(
    (list) => list.every((each) => each.name !== 'folder' || each.kind === 'folder'),
    '"folder" is the name of the folder printer',
  ),
);
