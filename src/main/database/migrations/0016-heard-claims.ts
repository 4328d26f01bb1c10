/** What a station must know of the claims of others to let an order leave once. */
export const heardClaims = `
-- The highest claim heard on each order, here or not: a message that was given out again is told by it from work. Goes
-- when the stream has gone on far enough.
CREATE TABLE heard_claims (
  order_id TEXT PRIMARY KEY,
  claim INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  -- JSON: the stations whose answer it awaits.
  awaits TEXT NOT NULL DEFAULT '[]',
  -- Where in the stream it was heard.
  offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_claims_offset ON heard_claims (offset);

-- The claim under which the order was handed on to this station, and whose it was; 0 and nobody's from a shop.
ALTER TABLE order_claims ADD COLUMN after INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_claims ADD COLUMN after_station TEXT;
UPDATE order_claims SET after = claim - 1;
`;
