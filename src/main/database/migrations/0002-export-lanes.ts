/**
 * What is still to be sent, as ranges of the journal in place of one cursor: so the newest spans can go first while an
 * old backlog is made up for beside them.
 */
export const exportLanes = `
-- Spans after after_seq, up to through_seq, have not been settled yet. Exactly one lane has no end: the fresh one, where
-- new spans arrive. The others are backlog, and go when they are empty.
CREATE TABLE export_lanes (
  id INTEGER PRIMARY KEY,
  after_seq INTEGER NOT NULL,
  through_seq INTEGER CHECK (through_seq >= after_seq)
) STRICT;
CREATE UNIQUE INDEX export_lanes_fresh ON export_lanes (through_seq IS NULL) WHERE through_seq IS NULL;
INSERT INTO export_lanes (after_seq) SELECT sent_through FROM export_cursor;
DROP TABLE export_cursor;
-- When the endpoint was heard of last, in whatever mood.
ALTER TABLE export_endpoints ADD COLUMN last_contact_ms INTEGER;
CREATE INDEX export_set_aside_parked ON export_set_aside (since_ms, seq) WHERE state = 'parked';
`;
