/** What the station must know to remove what it no longer needs: when an order ended, and which clock it may believe. */
export const retention = `
-- When the order was dispatched or cancelled; its personal data is removed a set time after that, and the order in the end.
ALTER TABLE orders ADD COLUMN closed_ms INTEGER;
UPDATE orders SET closed_ms = s.end_ms FROM stages s
 WHERE orders.state = 'dispatched' AND s.order_id = orders.order_id AND s.stage = 'ship';
UPDATE orders SET closed_ms = e.at_ms
  FROM (SELECT subject, max(time_ms) AS at_ms FROM events_out WHERE type = 'pickspan.order.cancelled' GROUP BY subject) e
 WHERE orders.state IN ('cancelled', 'put_back') AND e.subject = orders.order_id;
UPDATE orders SET closed_ms = received_ms WHERE closed_ms IS NULL AND state IN ('dispatched', 'cancelled', 'put_back');
CREATE INDEX orders_closed ON orders (closed_ms) WHERE closed_ms IS NOT NULL;
CREATE INDEX orders_personal ON orders (closed_ms) WHERE closed_ms IS NOT NULL AND ship_to IS NOT NULL;
CREATE INDEX print_jobs_order ON print_jobs (order_id);
CREATE INDEX parcels_manifest ON parcels (manifest_id) WHERE manifest_id IS NOT NULL;

-- Spans of the screen: at a limit the oldest that wait are given up.
CREATE INDEX journal_screen ON journal (seq, name) WHERE name IN ('station.scan', 'ui.error');

-- What is removed by age is removed by this clock: the wall clock, unless it has just jumped ahead by days.
CREATE TABLE retention_clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  trusted_ms INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  uptime_ms INTEGER NOT NULL,
  -- For how long a clock that jumped has gone steadily since.
  steady_ms INTEGER NOT NULL
) STRICT;
`;
