/** A line of CSV (RFC 4180). A field that a spreadsheet would run as a formula gets an apostrophe: it is anybody's text. */
export function csvLine(fields: readonly string[]): string {
  return fields.map(field).join(',');
}

function field(value: string): string {
  const text = value.replace(/^([=+\-@\t\r])/, "'$1");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
