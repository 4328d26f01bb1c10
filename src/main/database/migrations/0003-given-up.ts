/** Waiting spans of the screen may be given up when the disk gets short; whoever counts must know of them. */
export const givenUp = `
-- Their numbers while a lane still covers them, and how many there ever were.
CREATE TABLE export_given_up (seq INTEGER PRIMARY KEY) STRICT;
CREATE TABLE export_given_up_total (id INTEGER PRIMARY KEY CHECK (id = 1), spans INTEGER NOT NULL) STRICT;
INSERT INTO export_given_up_total (id, spans) VALUES (1, 0);
`;
