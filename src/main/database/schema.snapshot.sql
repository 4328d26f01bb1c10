CREATE INDEX audit_order ON audit (order_id, stage, id) WHERE order_id IS NOT NULL;

CREATE INDEX audit_undoes ON audit (undoes) WHERE undoes IS NOT NULL;

CREATE INDEX awaited_products_name ON awaited_products (name, order_id);

CREATE INDEX carrier_labels_open ON carrier_labels (carrier, created_ms) WHERE state IN ('wanted', 'void');

CREATE INDEX carrier_labels_order ON carrier_labels (order_id, parcel);

CREATE INDEX carrier_labels_refused ON carrier_labels (carrier, created_ms) WHERE state = 'refused';

CREATE INDEX early_changes_order ON early_changes (order_id, seq);

CREATE INDEX event_deliveries_seq ON event_deliveries (seq);

CREATE INDEX event_deliveries_subject ON event_deliveries (target, subject, seq);

CREATE INDEX events_in_created ON events_in (seq) WHERE type = 'order.created';

CREATE INDEX events_in_order ON events_in (order_id, seq);

CREATE INDEX events_out_dispatched ON events_out (seq) WHERE type = 'pickspan.order.dispatched';

CREATE UNIQUE INDEX export_lanes_fresh ON export_lanes (through_seq IS NULL) WHERE through_seq IS NULL;

CREATE INDEX export_set_aside_parked ON export_set_aside (since_ms, seq) WHERE state = 'parked';

CREATE INDEX heard_claims_offset ON heard_claims (offset);

CREATE INDEX journal_links_target ON journal_links (linked_span_id, linked_trace_id);

CREATE INDEX journal_screen ON journal (seq, name) WHERE name IN ('station.scan', 'ui.error');

CREATE INDEX order_claims_awaits ON order_claims (order_id) WHERE awaits IS NOT NULL;

CREATE INDEX orders_closed ON orders (closed_ms) WHERE closed_ms IS NOT NULL;

CREATE INDEX orders_personal ON orders (closed_ms) WHERE closed_ms IS NOT NULL AND ship_to IS NOT NULL;

CREATE INDEX orders_put_down ON orders (put_down_by, put_down_ms) WHERE put_down_by IS NOT NULL;

CREATE INDEX orders_put_down_since ON orders (put_down_ms) WHERE put_down_by IS NOT NULL;

CREATE INDEX orders_state ON orders (state);

CREATE UNIQUE INDEX orders_tote ON orders (tote) WHERE tote IS NOT NULL;

CREATE INDEX orders_work ON orders (state, priority DESC, due_ms, since_ms, order_id);

CREATE INDEX parcels_manifest ON parcels (manifest_id) WHERE manifest_id IS NOT NULL;

CREATE INDEX parcels_proven ON parcels (carrier) WHERE state = 'proven';

CREATE UNIQUE INDEX parcels_tracking ON parcels (tracking_number) WHERE tracking_number IS NOT NULL;

CREATE INDEX pick_batch_orders_order ON pick_batch_orders (order_id, seq);

CREATE INDEX pick_batches_open ON pick_batches (seq) WHERE state = 'open';

CREATE INDEX pick_batches_proposed ON pick_batches (seq) WHERE state = 'proposed';

CREATE UNIQUE INDEX print_jobs_identity ON print_jobs (document, coalesce(order_id, ''), coalesce(parcel, 0), coalesce(manifest_id, 0), copy);

CREATE INDEX print_jobs_manifest ON print_jobs (id) WHERE document = 'manifest';

CREATE INDEX print_jobs_next ON print_jobs (printer, id) WHERE state = 'queued';

CREATE INDEX print_jobs_open ON print_jobs (state, id) WHERE state IN ('queued', 'sending', 'unknown');

CREATE INDEX print_jobs_order ON print_jobs (order_id);

CREATE INDEX print_jobs_state ON print_jobs (state);

CREATE INDEX print_jobs_undrawn ON print_jobs (id) WHERE state = 'cancelled' AND result GLOB 'undrawable:*';

CREATE INDEX products_sku ON products (sku) WHERE sku IS NOT NULL;

CREATE INDEX products_variant ON products (variant_id) WHERE variant_id IS NOT NULL;

CREATE INDEX put_back_lines_open ON put_back_lines (order_id, quantity) WHERE state = 'open';

CREATE INDEX stages_upstream ON stages (span_id, trace_id) WHERE origin = 'upstream' AND trace_id IS NOT NULL;

CREATE INDEX takeovers_open ON takeovers (seq) WHERE ended_ms IS NULL;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  operator_id TEXT,
  entry TEXT,
  scan TEXT,
  code TEXT NOT NULL,
  ok INTEGER NOT NULL,
  order_id TEXT,
  stage TEXT,
  line_no INTEGER,
  -- Context of the scan in the browser window, when it brought one: the item span links to it.
  traceparent TEXT,
  tracestate TEXT,
  -- JSON: facts of this step, as attributes of the span event made from it.
  detail TEXT,
  -- JSON: what has to be put back to reverse this step; null where a step cannot be reversed.
  undo TEXT,
  orders INTEGER, lines INTEGER, units INTEGER, undoes INTEGER, approver_id TEXT, completes INTEGER, hash BLOB) STRICT;

CREATE TABLE audit_pruning (before_ms INTEGER NOT NULL) STRICT;

CREATE TABLE audit_removed (id INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, hash BLOB) STRICT;

CREATE TABLE awaited_products (
  order_id TEXT NOT NULL REFERENCES orders_awaiting_products ON DELETE CASCADE,
  name TEXT NOT NULL,
  PRIMARY KEY (order_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE carrier_labels (
  reference TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  parcel INTEGER NOT NULL,
  carrier TEXT NOT NULL,
  -- wanted: asked for until it is there or refused; void: the parcel needs it no more, what was bought is given back.
  state TEXT NOT NULL CHECK (state IN ('wanted', 'there', 'refused', 'void', 'ended')),
  -- JSON: the service, and the language and resolution of the printer it is for. Addresses are read when they are needed.
  wish TEXT NOT NULL,
  -- The number on the provisional label.
  provisional TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  -- When a purchase was last begun whose outcome is not known; null where none is under way.
  bought_ms INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  reason TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE claims_read (id INTEGER PRIMARY KEY CHECK (id = 1), offset INTEGER NOT NULL) STRICT;

CREATE TABLE conflicts (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  since_ms INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  claim INTEGER NOT NULL,
  -- claimed: the other station took it over; gone: it had left there before.
  kind TEXT NOT NULL CHECK (kind IN ('claimed', 'gone')),
  reason TEXT,
  decision TEXT CHECK (decision IN ('theirs', 'ours')),
  operator_id TEXT,
  decided_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  endpoint TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  spans INTEGER NOT NULL,
  oldest_end_ms INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  status INTEGER,
  answer TEXT
) STRICT;

CREATE TABLE early_changes (
  seq INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  received_ms INTEGER NOT NULL,
  -- JSON: the change as it was read.
  change TEXT NOT NULL
, source TEXT, event_id TEXT) STRICT;

CREATE TABLE event_deliveries (
  target TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES events_out ON DELETE CASCADE,
  -- The order: its events reach a target in their order.
  subject TEXT NOT NULL,
  -- waiting: to be sent; refused: the target did not want it, and is asked again after not_before_ms.
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'refused')),
  attempts INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER,
  because TEXT,
  PRIMARY KEY (target, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_targets (
  target TEXT PRIMARY KEY,
  -- A hash of where it is: at another address it starts fresh.
  address TEXT NOT NULL,
  -- paused: it refused several events in a row, and is tried slowly.
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paused')),
  sent INTEGER NOT NULL DEFAULT 0,
  -- Failed tries, and refusals among them, since it last took something.
  attempts INTEGER NOT NULL DEFAULT 0,
  refusals INTEGER NOT NULL DEFAULT 0,
  not_before_ms INTEGER,
  because TEXT,
  last_success_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE events_in (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  order_id TEXT,
  received_ms INTEGER NOT NULL,
  result TEXT NOT NULL CHECK (result IN ('accepted', 'held')),
  linked INTEGER NOT NULL, traceparent TEXT, tracestate TEXT,
  UNIQUE (source, event_id)
) STRICT;

CREATE TABLE events_out (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  traceparent TEXT NOT NULL,
  data TEXT NOT NULL
, source TEXT, routing_key TEXT) STRICT;

CREATE TABLE export_endpoints (
  endpoint TEXT PRIMARY KEY,
  not_before_ms INTEGER,
  because TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  last_success_ms INTEGER,
  last_answer TEXT
, last_contact_ms INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE export_given_up (seq INTEGER PRIMARY KEY) STRICT;

CREATE TABLE export_given_up_total (id INTEGER PRIMARY KEY CHECK (id = 1), spans INTEGER NOT NULL) STRICT;

CREATE TABLE export_lanes (
  id INTEGER PRIMARY KEY,
  after_seq INTEGER NOT NULL,
  through_seq INTEGER CHECK (through_seq >= after_seq)
) STRICT;

CREATE TABLE export_set_aside (
  seq INTEGER PRIMARY KEY REFERENCES journal,
  state TEXT NOT NULL CHECK (state IN ('parked', 'refused')),
  endpoint TEXT NOT NULL,
  reason TEXT NOT NULL,
  since_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE figures (
  hour_ms INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  worker TEXT NOT NULL,
  stage TEXT NOT NULL,
  orders INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  units INTEGER NOT NULL,
  scans INTEGER NOT NULL,
  wrong INTEGER NOT NULL,
  typed INTEGER NOT NULL,
  PRIMARY KEY (hour_ms, station_id, worker, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE heard_claims (
  order_id TEXT PRIMARY KEY,
  claim INTEGER NOT NULL,
  station_id TEXT NOT NULL,
  -- JSON: the stations whose answer it awaits.
  awaits TEXT NOT NULL DEFAULT '[]',
  -- Where in the stream it was heard.
  offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE inputs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, outcome TEXT NOT NULL) STRICT;

CREATE TABLE installation (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  trace_id TEXT NOT NULL,
  span_id TEXT NOT NULL,
  name TEXT NOT NULL,
  end_ms INTEGER NOT NULL,
  resource_id INTEGER NOT NULL REFERENCES otel_resources,
  scope_id INTEGER NOT NULL REFERENCES otel_scopes,
  otlp TEXT NOT NULL,
  UNIQUE (span_id, trace_id)
) STRICT;

CREATE TABLE journal_links (
  seq INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  linked_trace_id TEXT NOT NULL,
  linked_span_id TEXT NOT NULL,
  PRIMARY KEY (seq, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_codes (kind TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (kind, code)) STRICT, WITHOUT ROWID;

CREATE TABLE manifests (
  id INTEGER PRIMARY KEY,
  carrier TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  operator_id TEXT
) STRICT;

CREATE TABLE number_claims (
  kind TEXT PRIMARY KEY,
  -- JSON: {id, host}, hashed.
  machine TEXT NOT NULL,
  block TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE number_series (kind TEXT PRIMARY KEY, highest INTEGER NOT NULL) STRICT;

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

CREATE TABLE order_claims (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  claim INTEGER NOT NULL
, awaits TEXT, settled INTEGER NOT NULL DEFAULT 1 CHECK (settled IN (0, 1)), after INTEGER NOT NULL DEFAULT 0, after_station TEXT) STRICT, WITHOUT ROWID;

CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  line_no INTEGER NOT NULL,
  line_id TEXT NOT NULL,
  product_id TEXT,
  sku TEXT,
  gtin TEXT,
  -- JSON: [{gtin, units}], and the codes that are no valid GTIN but are printed on the item all the same.
  barcodes TEXT NOT NULL DEFAULT '[]',
  name TEXT NOT NULL,
  -- 0 once an update has taken the line out.
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  bin TEXT NOT NULL,
  zone TEXT,
  unit_weight_g REAL,
  unit_dimensions_mm TEXT,
  lot_required INTEGER NOT NULL DEFAULT 0,
  serial_required INTEGER NOT NULL DEFAULT 0,
  expiry_required INTEGER NOT NULL DEFAULT 0,
  image_url TEXT, alternative_bins TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_requirements (
  order_id TEXT NOT NULL,
  requirement TEXT NOT NULL CHECK (requirement IN ('items', 'payment', 'inventory')),
  required INTEGER NOT NULL,
  met_ms INTEGER,
  event_id TEXT,
  traceparent TEXT,
  tracestate TEXT,
  PRIMARY KEY (order_id, requirement)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  order_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('held', 'ready', 'picking', 'picked', 'packing', 'packed', 'shipping', 'dispatched',
                                       'short', 'cancelled', 'put_back', 'handed_over', 'conflict')),
  revision INTEGER,
  priority INTEGER NOT NULL DEFAULT 0,
  ship_by_ms INTEGER,
  -- ship_by_ms, or the largest date where there is none: one index then serves the whole order of work.
  due_ms INTEGER NOT NULL,
  -- When the customer began to wait (checkout time): the age of the order.
  since_ms INTEGER NOT NULL,
  received_ms INTEGER NOT NULL,
  carrier TEXT,
  service_level TEXT,
  -- Personal data, in a column of its own so that it can be removed alone.
  ship_to TEXT,
  put_down_by TEXT,
  put_down_ms INTEGER,
  tote TEXT
, closed_ms INTEGER) STRICT;

CREATE TABLE orders_awaiting_products (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  items TEXT NOT NULL,
  -- The event that brought them.
  event_id TEXT NOT NULL,
  traceparent TEXT,
  tracestate TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE otel_resources (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE otel_scopes (id INTEGER PRIMARY KEY, json TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE pack_shorts (
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  line_no INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL,
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE parcel_items (
  order_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, number, line_no),
  FOREIGN KEY (order_id, number) REFERENCES parcels ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE parcels (
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  number INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'proven', 'handed_over')),
  box TEXT,
  weight_g INTEGER,
  weight_source TEXT CHECK (weight_source IN ('scale', 'typed', 'expected')),
  weight_question INTEGER NOT NULL DEFAULT 0,
  weight_reason TEXT,
  sscc TEXT UNIQUE,
  carrier TEXT,
  transit_days INTEGER,
  tracking_number TEXT,
  closed_ms INTEGER,
  handed_over_ms INTEGER,
  estimated_delivery TEXT,
  manifest_id INTEGER REFERENCES manifests,
  PRIMARY KEY (order_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE pick_batch_orders (
  seq INTEGER NOT NULL REFERENCES pick_batches ON DELETE CASCADE,
  slot INTEGER NOT NULL,
  -- A proposal may name an order that has not come yet.
  order_id TEXT NOT NULL,
  -- Its order was taken off the walk: cancelled, or another station's.
  closed INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (seq, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE pick_batches (
  seq INTEGER PRIMARY KEY,
  batch_id TEXT NOT NULL UNIQUE,
  -- proposed: an event named it and nobody has opened it; ended: its span is made.
  state TEXT NOT NULL CHECK (state IN ('proposed', 'open', 'ended')),
  received_ms INTEGER NOT NULL,
  -- Whether each put is confirmed by its tote: as it was when the walk began.
  confirms_put INTEGER NOT NULL DEFAULT 0,
  start_ms INTEGER,
  trace_id TEXT,
  span_id TEXT,
  -- The bin whose label was scanned last, and slot and number of the line the worker is at.
  bin TEXT,
  slot INTEGER,
  line_no INTEGER
) STRICT;

CREATE TABLE pick_lines (
  order_id TEXT NOT NULL REFERENCES picks ON DELETE CASCADE,
  line_no INTEGER NOT NULL,
  -- Place in the walk: bin order first; a skipped line goes behind all others.
  place INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'short')),
  item_scanned INTEGER NOT NULL DEFAULT 0,
  short_reason TEXT,
  started_ms INTEGER,
  -- JSON: [{quantity, lot, serial, expiry}] taken so far; and the units that still lack a lot, expiry or serial.
  units TEXT NOT NULL DEFAULT '[]',
  pending TEXT,
  -- The span recorded when the line closed: an undo links its reversal to it.
  closed_span_id TEXT, bin TEXT, bins_left TEXT,
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE picks (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  -- The bin whose label was scanned last, and the line the worker is at.
  bin TEXT,
  line_no INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE preferences (id INTEGER PRIMARY KEY CHECK (id = 1), json TEXT NOT NULL) STRICT;

CREATE TABLE print_bytes (
  job_id INTEGER PRIMARY KEY REFERENCES print_jobs ON DELETE CASCADE,
  -- The printer's language and resolution that they are made for.
  language TEXT NOT NULL CHECK (language IN ('zpl', 'pdf', 'png')),
  dpi INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE print_jobs (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  order_id TEXT,
  parcel INTEGER,
  manifest_id INTEGER,
  copy INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'confirmed', 'unknown', 'cancelled')),
  printer TEXT NOT NULL,
  data TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  done_ms INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  result TEXT,
  operator_id TEXT,
  -- The stage that asked: parent of the span that is recorded when the result is known.
  trace_id TEXT,
  span_id TEXT
, content_type TEXT, sha256 TEXT, reason TEXT, replaces INTEGER, system_job TEXT, said_no INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE printer_choices (paper TEXT PRIMARY KEY CHECK (paper IN ('label', 'page')), printer TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE printer_states (
  name TEXT PRIMARY KEY,
  answers INTEGER,
  problem TEXT,
  reason TEXT,
  since_ms INTEGER
) STRICT, WITHOUT ROWID;

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

CREATE TABLE put_back_lines (
  order_id TEXT NOT NULL REFERENCES put_backs ON DELETE CASCADE,
  line_no INTEGER NOT NULL,
  -- How many units go back; otherwise as in pick_lines.
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  place INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'short')),
  item_scanned INTEGER NOT NULL DEFAULT 0,
  short_reason TEXT,
  started_ms INTEGER,
  units TEXT NOT NULL DEFAULT '[]',
  pending TEXT,
  closed_span_id TEXT,
  PRIMARY KEY (order_id, line_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE put_backs (
  order_id TEXT PRIMARY KEY REFERENCES orders ON DELETE CASCADE,
  bin TEXT,
  line_no INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE refused_inputs (
  seq INTEGER PRIMARY KEY,
  received_ms INTEGER NOT NULL,
  way_in TEXT NOT NULL,
  source TEXT,
  event_id TEXT,
  type TEXT,
  order_id TEXT,
  reason TEXT NOT NULL,
  path TEXT,
  line INTEGER,
  input TEXT NOT NULL
) STRICT;

CREATE TABLE retention_clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  trusted_ms INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL,
  boot_id TEXT NOT NULL,
  uptime_ms INTEGER NOT NULL,
  -- For how long a clock that jumped has gone steadily since.
  steady_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  operator_id TEXT,
  language TEXT,
  job_order_id TEXT,
  job_stage TEXT CHECK (job_stage IN ('pick', 'pack', 'ship', 'put_back', 'short')),
  job_parcel INTEGER,
  last_done_order_id TEXT,
  last_done_stage TEXT CHECK (last_done_stage IN ('pick', 'pack', 'ship')),
  show_last_done INTEGER NOT NULL DEFAULT 0
, pin_for TEXT, active_ms INTEGER, held TEXT) STRICT;

CREATE TABLE stages (
  order_id TEXT NOT NULL REFERENCES orders ON DELETE CASCADE,
  stage TEXT NOT NULL CHECK (stage IN ('checkout', 'pick', 'pack', 'ship')),
  name TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('station', 'upstream')),
  trace_id TEXT,
  span_id TEXT,
  -- Raw, as they came: the SDK's parser would drop what W3C Level 2 allows.
  traceparent TEXT,
  tracestate TEXT,
  start_ms INTEGER NOT NULL,
  end_ms INTEGER,
  time_source TEXT CHECK (time_source IN ('placed_at', 'time', 'arrival')),
  -- Uptime at the start, to notice a wall clock that was set while the stage was open.
  boot_id TEXT,
  uptime_ms INTEGER,
  station_id TEXT,
  operator_id TEXT,
  outcome TEXT,
  -- JSON: [{trace_id, span_id, stage}]
  links TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (order_id, stage)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriber_progress (
  subscriber TEXT NOT NULL,
  log TEXT NOT NULL CHECK (log IN ('events_in', 'events_out', 'audit')),
  after_seq INTEGER NOT NULL,
  PRIMARY KEY (subscriber, log)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscriber_refusals (
  subscriber TEXT NOT NULL,
  seq INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  not_before_ms INTEGER NOT NULL,
  because TEXT NOT NULL,
  PRIMARY KEY (subscriber, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE takeovers (
  seq INTEGER PRIMARY KEY,
  station_id TEXT NOT NULL,
  operator_id TEXT,
  asked_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  taken INTEGER,
  stayed INTEGER,
  because TEXT
) STRICT;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  WHEN NOT EXISTS (SELECT 1 FROM audit_pruning WHERE OLD.at_ms < before_ms) BEGIN
  SELECT RAISE(ABORT, 'the audit log is kept');
END;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit log is not changed');
END;

CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'the audit log is not changed');
END;

CREATE VIEW span_links (trace_id, span_id, linked_trace_id, linked_span_id, attributes) AS
SELECT j.trace_id, j.span_id, l.linked_trace_id, l.linked_span_id,
       (
    SELECT json_group_object(a.value ->> '$.key', json(CASE
      WHEN json_type(a.value, '$.value.arrayValue') IS NOT NULL THEN (
        SELECT json_group_array(json(CASE
      WHEN json_type(e.value, '$.intValue') IS NOT NULL THEN e.value ->> '$.intValue'
      ELSE coalesce(e.value -> '$.stringValue', e.value -> '$.boolValue', e.value -> '$.doubleValue') END)) FROM json_each(a.value, '$.value.arrayValue.values') e)
      ELSE CASE
      WHEN json_type((a.value -> '$.value'), '$.intValue') IS NOT NULL THEN (a.value -> '$.value') ->> '$.intValue'
      ELSE coalesce((a.value -> '$.value') -> '$.stringValue', (a.value -> '$.value') -> '$.boolValue', (a.value -> '$.value') -> '$.doubleValue') END END))
      FROM json_each(j.otlp, '$.links[' || l.ordinal || '].attributes') a)
  FROM journal_links l JOIN journal j ON j.seq = l.seq
UNION ALL
SELECT s.trace_id, s.span_id, k.value ->> '$.trace_id', k.value ->> '$.span_id',
       json_object('link.stage', k.value ->> '$.stage', 'order.id', s.order_id)
  FROM stages s, json_each(s.links) k
 WHERE s.origin = 'upstream' AND s.trace_id IS NOT NULL;

CREATE VIEW spans (trace_id, span_id, parent_span_id, name, kind, start_time, end_time, status, attributes, origin) AS
SELECT j.trace_id, j.span_id, j.otlp ->> '$.parentSpanId', j.name,
       CASE j.otlp ->> '$.kind' WHEN 1 THEN 'INTERNAL' WHEN 2 THEN 'SERVER' WHEN 3 THEN 'CLIENT' WHEN 4 THEN 'PRODUCER'
         WHEN 5 THEN 'CONSUMER' ELSE 'UNSPECIFIED' END,
       strftime('%Y-%m-%dT%H:%M:%fZ', ((j.otlp ->> '$.startTimeUnixNano') / 1000000) / 1000.0, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%fZ', ((j.otlp ->> '$.endTimeUnixNano') / 1000000) / 1000.0, 'unixepoch'),
       CASE coalesce(j.otlp ->> '$.status.code', 0) WHEN 1 THEN 'OK' WHEN 2 THEN 'ERROR' ELSE 'UNSET' END,
       (
    SELECT json_group_object(a.value ->> '$.key', json(CASE
      WHEN json_type(a.value, '$.value.arrayValue') IS NOT NULL THEN (
        SELECT json_group_array(json(CASE
      WHEN json_type(e.value, '$.intValue') IS NOT NULL THEN e.value ->> '$.intValue'
      ELSE coalesce(e.value -> '$.stringValue', e.value -> '$.boolValue', e.value -> '$.doubleValue') END)) FROM json_each(a.value, '$.value.arrayValue.values') e)
      ELSE CASE
      WHEN json_type((a.value -> '$.value'), '$.intValue') IS NOT NULL THEN (a.value -> '$.value') ->> '$.intValue'
      ELSE coalesce((a.value -> '$.value') -> '$.stringValue', (a.value -> '$.value') -> '$.boolValue', (a.value -> '$.value') -> '$.doubleValue') END END))
      FROM json_each(j.otlp, '$.attributes') a),
       'station'
  FROM journal j
UNION ALL
SELECT s.trace_id, s.span_id, NULL, s.name, 'INTERNAL',
       strftime('%Y-%m-%dT%H:%M:%fZ', s.start_ms / 1000.0, 'unixepoch'),
       strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(s.end_ms, s.start_ms) / 1000.0, 'unixepoch'),
       'UNSET', json_object('order.id', s.order_id), 'upstream'
  FROM stages s
 WHERE s.origin = 'upstream' AND s.trace_id IS NOT NULL;
