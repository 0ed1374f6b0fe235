/** Running numbers of one place and day; a place with more in a day needs another scheme. */
const HIGHEST = 999_999
const SHAPE = /^([1-9]\d{5})-(\d{4})(\d{2})(\d{2})-(\d{6})-([\dX])$/

/** ISO 7064 MOD 11-2, the same as of identity numbers: finds every single wrong digit and every two that changed places. */
export function caseCheck(digits: string): string {
  const product = [...digits].reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0)
  const check = (12 - product) % 11
  return check === 10 ? 'X' : String(check)
}

/**
 * 办件编号, e.g. "330482-20261121-000017-5": place of the competent office, day, running number of that place and day, check.
 * @param region six digits (GB/T 2260) @param day e.g. "2026-11-21" @param running from 1
 * @throws RangeError for what is none of these
 */
export function caseNumber(region: string, day: string, running: number): string {
  if (!Number.isInteger(running) || running < 1 || running > HIGHEST) throw new RangeError(`no running number of a day: ${running}`)
  const [date, number] = [day.replaceAll('-', ''), String(running).padStart(6, '0')]
  const text = `${region}-${date}-${number}-${caseCheck(region + date + number)}`
  if (readCaseNumber(text) === null) throw new RangeError(`no case number from ${region}, ${day}`)
  return text
}

/** What a case number says; null where it is mistyped. Spaces, missing hyphens and a small x are forgiven. */
export function readCaseNumber(text: string): { region: string; day: string; running: number } | null {
  const plain = text.replace(/[\s-]/g, '').toUpperCase()
  const [, region, year, month, date, running, check] = SHAPE.exec(`${plain.slice(0, 6)}-${plain.slice(6, 14)}-${plain.slice(14, 20)}-${plain.slice(20)}`) ?? []
  if (region === undefined || check !== caseCheck(plain.slice(0, 20))) return null
  const day = `${year}-${month}-${date}`
  const exists = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(exists.getTime()) || exists.toISOString().slice(0, 10) !== day || Number(running) === 0 ? null : { region, day, running: Number(running) }
}
