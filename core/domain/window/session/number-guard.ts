import { idNumberProblem } from '../case/id-number.ts'

/** Eighteen characters that stand by themselves; a digest or an id is longer and never meant. */
const CANDIDATE = /(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g

/**
 * Whether a text written by a person holds an identity number, also with spaces between or in full width (W-3.16): such
 * a text must not come into the log, from which nothing can be taken out again.
 */
export function holdsIdNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  return [plain, plain.replace(/(?<=\d)[\s-]+(?=[\dXx])/g, '')].some((variant) => (variant.match(CANDIDATE) ?? []).some((number) => idNumberProblem(number) === null))
}

/** The same for every text in a plain value. */
export function anyIdNumber(value: unknown): boolean {
  if (typeof value === 'string') return holdsIdNumber(value)
  return typeof value === 'object' && value !== null && Object.values(value).some(anyIdNumber)
}
