/** Several orders picked in one walk: which, in which slots, where the walk is, and what another system proposed. */
export const pickBatches = `
CREATE TABLE pick_batches (
  seq INTEGER PRIMARY KEY,
  batch_id TEXT NOT NULL UNIQUE,
  -- proposed: an event named it and nobody has opened it; ended: its span is made.
  state TEXT NOT NULL CHECK (state IN ('proposed', 'open', 'ended')),
  received_ms INTEGER NOT NULL,
  -- Whether each put is confirmed by its tote: as it was when the walk began.
  confirms_put INTEGER NOT NULL DEFAULT 0,
  start_ms INTEGER,
  trace_id TEXT,
  span_id TEXT,
  -- The bin whose label was scanned last, and slot and number of the line the worker is at.
  bin TEXT,
  slot INTEGER,
  line_no INTEGER
) STRICT;
CREATE INDEX pick_batches_open ON pick_batches (seq) WHERE state = 'open';

CREATE TABLE pick_batch_orders (
  seq INTEGER NOT NULL REFERENCES pick_batches ON DELETE CASCADE,
  slot INTEGER NOT NULL,
  -- A proposal may name an order that has not come yet.
  order_id TEXT NOT NULL,
  -- Its order was taken off the walk: cancelled, or another station's.
  closed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (seq, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX pick_batch_orders_order ON pick_batch_orders (order_id, seq);
`;
