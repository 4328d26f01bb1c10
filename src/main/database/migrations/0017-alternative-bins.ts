/** Where else an item lies, at which bin a line is now, and which bins it has left empty behind it. */
export const alternativeBins = `
-- JSON: further bins, the first to go to first.
ALTER TABLE order_lines ADD COLUMN alternative_bins TEXT NOT NULL DEFAULT '[]';
-- Null: the line's own bin.
ALTER TABLE pick_lines ADD COLUMN bin TEXT;
-- JSON: [{bin, reason, atMs}]; null: none.
ALTER TABLE pick_lines ADD COLUMN bins_left TEXT;
-- Proposed walks are listed at home.
CREATE INDEX pick_batches_proposed ON pick_batches (seq) WHERE state = 'proposed';
`;
