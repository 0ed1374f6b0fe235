import { idNumberProblem, normalIdNumber } from '#domain/window/case/index.ts'

/** Digits of an identity number (GB 11643). */
export const ID_LENGTH = 18
/** 老年人权益保障法 第二条. */
const ELDER_AGE = 60

/** What may stand in the field, however it was typed: full-width digits, spaces and dashes too; X only at the end. */
export function tidyNumber(text: string): string {
  const signs = normalIdNumber(text.normalize('NFKC')).replace(/[^\dX]/g, '')
  const digits = signs.replaceAll('X', '').slice(0, ID_LENGTH)
  return signs.indexOf('X') >= ID_LENGTH - 1 && digits.length >= ID_LENGTH - 1 ? `${digits.slice(0, ID_LENGTH - 1)}X` : digits
}

/** In the groups that are printed on nobody's card but that everybody checks by: place, day of birth, rest. */
export const grouped = (number: string): string => [number.slice(0, 6), number.slice(6, 14), number.slice(14)].filter((part) => part !== '').join(' ')

export type IdHint =
  | { kind: 'empty' } | { kind: 'more'; count: number } | { kind: 'right'; born: string }
  /** What is wrong as far as it has been typed; `problem` is the law's sentence once it is complete. */
  | { kind: 'wrong'; what: 'place' | 'birth' | 'check'; problem: string }

/** Said softly while it is being typed: nobody is told that a number is wrong before it can be known. */
export function idHint(number: string): IdHint {
  if (number === '') return { kind: 'empty' }
  const problem = idNumberProblem(number) ?? ''
  if (!/^[1-8]/.test(number)) return { kind: 'wrong', what: 'place', problem }
  const born = number.slice(6, 14)
  if (born.length === 8 && !isDay(born)) return { kind: 'wrong', what: 'birth', problem }
  if (number.length < ID_LENGTH) return { kind: 'more', count: ID_LENGTH - number.length }
  return problem === '' ? { kind: 'right', born: dashed(born) } : { kind: 'wrong', what: 'check', problem }
}

/** Whether the number belongs to somebody who is an elder by law on a day ("2026-11-21"). */
export function isElder(number: string, day: string): boolean {
  const hint = idHint(number)
  if (hint.kind !== 'right') return false
  const sixtieth = `${Number(hint.born.slice(0, 4)) + ELDER_AGE}${hint.born.slice(4)}`
  return day >= sixtieth
}

/**
 * What a card reader that acts as a keyboard has typed, in whatever order and with whatever between: a name in Chinese
 * characters and a number that is one. null where it is something else.
 */
export function readCard(text: string): { name: string; number: string } | null {
  const folded = text.normalize('NFKC')
  const number = [...folded.matchAll(/(?<!\d)\d{17}[\dXx](?!\d)/g)].map(([found]) => found.toUpperCase()).find((found) => idNumberProblem(found) === null)
  if (!number) return null
  const words = folded.match(/[\p{Script=Han}·]{2,30}/gu) ?? []
  // Some readers type sex, people and headings along with the name.
  const name = words.find((word) => !/^(姓名|性别|民族|[^·]{1,5}族)$/u.test(word))
  return name ? { name, number } : null
}

const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
function isDay(digits: string): boolean {
  const date = new Date(`${dashed(digits)}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === dashed(digits) && Number(digits.slice(0, 4)) >= 1850
}
