/** Rows as RFC 4180 text: CRLF, quotes where needed, a byte-order mark so that Excel takes it for UTF-8. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
