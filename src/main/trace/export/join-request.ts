/** One span of the journal with what stands around it in a request: all three are finished OTLP/JSON texts. */
export interface FragmentRow {
  readonly resource_id: number;
  readonly scope_id: number;
  readonly resource: string;
  readonly scope: string;
  readonly otlp: string;
}

/**
 * The JSON text of an ExportTraceServiceRequest, by joining stored texts: no fragment is parsed or written anew, so a
 * span is sent in the same bytes whatever request carries it. Neighbours of one resource and scope share a group; groups
 * are told apart by their row ids, since equal texts are one row.
 * Source: opentelemetry-proto, trace_service.proto and trace.proto (TracesData, ResourceSpans, ScopeSpans).
 */
export function joinRequest(rows: readonly FragmentRow[]): string {
  const resources = neighbours(rows, ({ resource_id }) => resource_id).map((ofResource) => {
    const scopes = neighbours(ofResource.rows, ({ scope_id }) => scope_id).map(
      (ofScope) => `{"scope":${ofScope.first.scope},"spans":[${ofScope.rows.map(({ otlp }) => otlp).join(',')}]}`,
    );
    return `{"resource":${ofResource.first.resource},"scopeSpans":[${scopes.join(',')}]}`;
  });
  return `{"resourceSpans":[${resources.join(',')}]}`;
}

interface Run {
  readonly first: FragmentRow;
  readonly rows: FragmentRow[];
}

/** The rows in order, cut wherever the key changes. */
function neighbours(rows: readonly FragmentRow[], key: (row: FragmentRow) => number): Run[] {
  const runs: Run[] = [];
  for (const row of rows) {
    const last = runs.at(-1);
    if (last !== undefined && key(last.first) === key(row)) last.rows.push(row);
    else runs.push({ first: row, rows: [row] });
  }
  return runs;
}
