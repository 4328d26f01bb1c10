/** Who is told of an event besides the work itself: how far each has come, and what the figures are made of. */
export const fanOut = `
-- The producer's context of an event, as it came: whoever hears of the event later points back to it.
ALTER TABLE events_in ADD COLUMN traceparent TEXT;
ALTER TABLE events_in ADD COLUMN tracestate TEXT;
CREATE INDEX events_in_created ON events_in (seq) WHERE type = 'order.created';
CREATE INDEX events_out_dispatched ON events_out (seq) WHERE type = 'pickspan.order.dispatched';

-- What a step got done: orders it ended, lines it closed, units it moved. A step that takes another back has them negative.
ALTER TABLE audit ADD COLUMN orders INTEGER;
ALTER TABLE audit ADD COLUMN lines INTEGER;
ALTER TABLE audit ADD COLUMN units INTEGER;

-- Up to where a subscriber has worked through a log, and nothing beyond.
CREATE TABLE subscriber_progress (
  subscriber TEXT NOT NULL,
  log TEXT NOT NULL CHECK (log IN ('events_in', 'events_out', 'audit')),
  after_seq INTEGER NOT NULL,
  PRIMARY KEY (subscriber, log)
) STRICT, WITHOUT ROWID;

-- Events that somebody's target did not want: left aside so that the next may go, and offered again later.
CREATE TABLE subscriber_refusals (
  subscriber TEXT NOT NULL,
  seq INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  not_before_ms INTEGER NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (subscriber, seq)
) STRICT, WITHOUT ROWID;

-- By hour of the station's wall clock, worker ('' where nobody is known) and stage ('in': orders that came).
CREATE TABLE figures (
  hour_ms INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  worker TEXT NOT NULL,
  stage TEXT NOT NULL,
  orders INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  units INTEGER NOT NULL,
  scans INTEGER NOT NULL,
  wrong INTEGER NOT NULL,
  typed INTEGER NOT NULL,
  PRIMARY KEY (hour_ms, station_id, worker, stage)
) STRICT, WITHOUT ROWID;
`;
