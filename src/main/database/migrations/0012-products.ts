/** What goods are, told apart from orders; and the orders that wait to be told. */
export const products = `
CREATE TABLE products (
  product_id TEXT PRIMARY KEY,
  sku TEXT,
  variant_id TEXT,
  -- The telling that is kept: a later one takes its place, an earlier one that comes late does not.
  revision INTEGER,
  time_ms INTEGER NOT NULL,
  -- JSON, in the words of product.upserted.
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX products_sku ON products (sku) WHERE sku IS NOT NULL;
CREATE INDEX products_variant ON products (variant_id) WHERE variant_id IS NOT NULL;

-- Orders that are held because goods of them are not known yet: their items as they came.
CREATE TABLE orders_awaiting_products (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  items TEXT NOT NULL,
  -- The event that brought them.
  event_id TEXT NOT NULL,
  traceparent TEXT,
  tracestate TEXT
) STRICT, WITHOUT ROWID;
-- By what the goods may become known: "variant 808950810".
CREATE TABLE awaited_products (
  order_id TEXT NOT NULL REFERENCES orders_awaiting_products ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (order_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX awaited_products_name ON awaited_products (name, order_id);
`;
