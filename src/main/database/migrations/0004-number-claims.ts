/** A copied folder must not issue the numbers of the one it was copied from. */
export const numberClaims = `
-- Which computer issues a kind of number, from which block; the kind '*' names the one the folder was first opened on.
CREATE TABLE number_claims (
  kind TEXT PRIMARY KEY,
  -- JSON: {id, host}, hashed.
  machine TEXT NOT NULL,
  block TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
