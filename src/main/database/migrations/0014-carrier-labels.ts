/** Labels that carriers make themselves; and paper that could not be drawn. */
export const carrierLabels = `
-- A label that a carrier is asked for. Its reference is ours and given to the carrier: what was bought is found by it.
CREATE TABLE carrier_labels (
  reference TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  parcel INTEGER NOT NULL,
  carrier TEXT NOT NULL,
  -- wanted: asked for until it is there or refused; void: the parcel needs it no more, what was bought is given back.
  state TEXT NOT NULL CHECK (state IN ('wanted', 'there', 'refused', 'void', 'ended')),
  -- JSON: the service, and the language and resolution of the printer it is for. Addresses are read when they are needed.
  wish TEXT NOT NULL,
  -- The number on the provisional label.
  provisional TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  -- When a purchase was last begun whose outcome is not known; null where none is under way.
  bought_ms INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX carrier_labels_open ON carrier_labels (carrier, created_ms) WHERE state IN ('wanted', 'void');
CREATE INDEX carrier_labels_refused ON carrier_labels (carrier, created_ms) WHERE state = 'refused';
CREATE INDEX carrier_labels_order ON carrier_labels (order_id, parcel);

CREATE INDEX print_jobs_undrawn ON print_jobs (id) WHERE state = 'cancelled' AND result GLOB 'undrawable:*';
`;
