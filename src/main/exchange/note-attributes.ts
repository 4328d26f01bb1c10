/** The trace context that a Shopify order carries among its note attributes: `[{name: 'traceparent', value}]`. */
export function noteAttributes(order: unknown): { readonly traceparent?: unknown; readonly tracestate?: unknown } {
  if (typeof order !== 'object' || order === null || !('note_attributes' in order)) return {};
  const { note_attributes: notes } = order;
  if (!Array.isArray(notes)) return {};
  const valueOf = (wanted: string): unknown => {
    for (const note of notes as readonly unknown[])
      if (typeof note === 'object' && note !== null && 'name' in note && note.name === wanted && 'value' in note)
        return note.value;
    return undefined;
  };
  return { traceparent: valueOf('traceparent'), tracestate: valueOf('tracestate') };
}
