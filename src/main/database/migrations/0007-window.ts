/** What the window needs: its preferences, kept with everything else, and lists of orders that need no sorting. */
export const window = `
-- How this station's window looks, sounds and listens: one row, a JSON object, absent until somebody changes something.
CREATE TABLE preferences (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;
-- The newest orders of one state (rows of an index of equal keys lie in the order of their rowids).
CREATE INDEX orders_state ON orders (state);
`;
