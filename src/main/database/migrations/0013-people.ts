/** Who may work here, what waits for a PIN or for a lead, and an audit log that only grows. */
export const people = `
CREATE TABLE operators (
  -- What the badge says.
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('worker', 'lead', 'admin')),
  -- scrypt with its parameters; null: the badge alone is enough.
  pin TEXT,
  -- Nobody is removed: the audit log names people for years.
  active INTEGER NOT NULL DEFAULT 1,
  -- Wrong PINs since the last right one, and when the last was given: the wait survives a restart.
  failures INTEGER NOT NULL DEFAULT 0,
  failed_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Whose PIN is asked for.
ALTER TABLE session ADD COLUMN pin_for TEXT;
-- The last input by hand.
ALTER TABLE session ADD COLUMN active_ms INTEGER;
-- JSON: the input that waits for a lead.
ALTER TABLE session ADD COLUMN held TEXT;

-- Which step a row takes back: said by the row that does it, so that no row is ever changed.
ALTER TABLE audit ADD COLUMN undoes INTEGER;
UPDATE audit SET undoes = taken_back.id FROM audit AS taken_back WHERE taken_back.undone_by = audit.id;
ALTER TABLE audit DROP COLUMN undone_by;
CREATE INDEX audit_undoes ON audit (undoes) WHERE undoes IS NOT NULL;

-- The lead who approved it, and the row of the input that had waited for that.
ALTER TABLE audit ADD COLUMN approver_id TEXT;
ALTER TABLE audit ADD COLUMN completes INTEGER;
-- SHA-256 over the hash of the row before and what this row says; rows from before there was a chain have none.
ALTER TABLE audit ADD COLUMN hash BLOB;

-- Retention's permission to delete, there for the length of its transaction: rows older than this.
CREATE TABLE audit_pruning (before_ms INTEGER NOT NULL) STRICT;
-- Rows that retention removed and on whose hash a row that stayed is built.
CREATE TABLE audit_removed (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, hash BLOB) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is not changed');
END;
-- INSERT OR REPLACE deletes without asking the trigger below.
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'the audit log is not changed');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM audit_pruning WHERE OLD.at_ms < before_ms) BEGIN
  SELECT RAISE(ABORT, 'the audit log is kept');
END;
`;
