/**
 * A spreadsheet runs cells that begin like a formula and turns what looks like a number, a date or a truth value into
 * one: code 000123 comes back as 123, counter 3-2 as the third of February. An apostrophe before such a cell keeps it
 * text. A value that already looks guarded is guarded once more, so that unguarding always gives back what was there.
 */
const RISKY = /^'*(?:[=+\-@＝＋－＠\t\r|%]|0\d|\d{12,}$|\d+\.?\d*e\d+$|\d{1,4}[-/.]\d|\d{1,2}:\d|(?:true|false)$)/i

export function guarded(value: string): string {
  return RISKY.test(value) ? `'${value}` : value
}

export function unguarded(cell: string): string {
  return cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell
}
