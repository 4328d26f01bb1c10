/** Who decides what when two stations believe they have one order, and what a lead has asked for and said. */
export const conflicts = `
-- JSON: the stations that an order was taken over from and that have not answered yet: until they have, or a lead has
-- looked, no parcel leaves here.
ALTER TABLE order_claims ADD COLUMN awaits TEXT;
-- Whether our claim has come back from the broker: the acknowledgement of the order's message went ahead of it.
ALTER TABLE order_claims ADD COLUMN settled INTEGER NOT NULL DEFAULT 1 CHECK (settled IN (0, 1));
CREATE INDEX order_claims_awaits ON order_claims (order_id) WHERE awaits IS NOT NULL;

-- Work on an order that was stopped here because the order is another station's, and what a lead decided.
CREATE TABLE conflicts (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  since_ms INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  claim INTEGER NOT NULL,
  -- claimed: the other station took it over; gone: it had left there before.
  kind TEXT NOT NULL CHECK (kind IN ('claimed', 'gone')),
  reason TEXT,
  decision TEXT CHECK (decision IN ('theirs', 'ours')),
  operator_id TEXT,
  decided_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Take-overs that were asked for by a scan, and what came of them.
CREATE TABLE takeovers (
  seq INTEGER PRIMARY KEY,
  station_id TEXT NOT NULL,
  operator_id TEXT,
  asked_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  taken INTEGER,
  stayed INTEGER,
  because TEXT
) STRICT;
CREATE INDEX takeovers_open ON takeovers (seq) WHERE ended_ms IS NULL;
`;
