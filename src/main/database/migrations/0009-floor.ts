/** What a station among others must know: what its targets still wait for, and who has claimed which order. */
export const floor = `
-- Who told the event, and the routing key it leaves with at a broker: both as they were when it was told.
ALTER TABLE events_out ADD COLUMN source TEXT;
ALTER TABLE events_out ADD COLUMN routing_key TEXT;

-- What each target (a webhook, a folder, the broker) has not taken yet. A row goes when it has.
CREATE TABLE event_deliveries (
  target TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES events_out ON DELETE CASCADE,
  -- The order: its events reach a target in their order.
  subject TEXT NOT NULL,
  -- waiting: to be sent; refused: the target did not want it, and is asked again after not_before_ms.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER,
  because TEXT,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_deliveries_subject ON event_deliveries (target, subject, seq);
CREATE INDEX event_deliveries_seq ON event_deliveries (seq);

CREATE TABLE event_targets (
  target TEXT PRIMARY KEY,
  -- A hash of where it is: at another address it starts fresh.
  address TEXT NOT NULL,
  -- paused: it refused several events in a row, and is tried slowly.
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused')),
  sent INTEGER NOT NULL DEFAULT 0,
  -- Failed tries, and refusals among them, since it last took something.
  attempts INTEGER NOT NULL DEFAULT 0,
  refusals INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER,
  because TEXT,
  last_success_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Changes that every station hears of name the event they came in: who takes over an order must not apply one twice.
ALTER TABLE early_changes ADD COLUMN source TEXT;
ALTER TABLE early_changes ADD COLUMN event_id TEXT;
CREATE INDEX events_in_order ON events_in (order_id, seq);

-- Which claim on an order this station holds: the highest number is right.
CREATE TABLE order_claims (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  claim INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How far the stream of claims has been read.
CREATE TABLE claims_read (id INTEGER PRIMARY KEY CHECK (id = 1), offset INTEGER NOT NULL) STRICT;
`;
