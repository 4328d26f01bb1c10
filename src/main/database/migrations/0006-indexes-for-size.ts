/** What the home screen asks after each job must not grow with the file. */
export const indexesForSize = `
CREATE INDEX put_back_lines_open ON put_back_lines (order_id, quantity) WHERE state = 'open';
CREATE INDEX orders_put_down_since ON orders (put_down_ms) WHERE put_down_by IS NOT NULL;
`;
