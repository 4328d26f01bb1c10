/** What real printers need: bytes that were made once, reprints with their reasons, and how each printer stands. */
export const printQueue = `
-- The bytes of a document, made once before it is sent. Those of a label stay, for a reprint is the same label; a slip's
-- go when it is out, for its next copy says so.
CREATE TABLE print_bytes (
  job_id INTEGER PRIMARY KEY REFERENCES print_jobs ON DELETE CASCADE,
  -- The printer's language and resolution that they are made for.
  language TEXT NOT NULL CHECK (language IN ('zpl', 'pdf', 'png')),
  dpi INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
ALTER TABLE print_jobs ADD COLUMN content_type TEXT;
ALTER TABLE print_jobs ADD COLUMN sha256 TEXT;
-- Why a worker wanted it again, and the job whose paper it is; null for what work itself asked for.
ALTER TABLE print_jobs ADD COLUMN reason TEXT;
ALTER TABLE print_jobs ADD COLUMN replaces INTEGER;
-- Its name in the queue of the operating system, which may print it later by itself.
ALTER TABLE print_jobs ADD COLUMN system_job TEXT;
-- A worker said that it did not come out, and has not said yet whether to print it again.
ALTER TABLE print_jobs ADD COLUMN said_no INTEGER NOT NULL DEFAULT 0;
CREATE INDEX print_jobs_next ON print_jobs (printer, id) WHERE state = 'queued';
CREATE INDEX print_jobs_manifest ON print_jobs (id) WHERE document = 'manifest';
CREATE INDEX print_jobs_state ON print_jobs (state);

-- What is known of each printer: whether it answers questions, and what keeps it from printing.
CREATE TABLE printer_states (
  name TEXT PRIMARY KEY,
  answers INTEGER,
  problem TEXT,
  reason TEXT,
  since_ms INTEGER
) STRICT, WITHOUT ROWID;

-- The printer that a worker chose for a kind of paper.
CREATE TABLE printer_choices (paper TEXT PRIMARY KEY CHECK (paper IN ('label', 'page')), printer TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
