import { UPLOAD_LIMITS, type FileFact } from '#protocol/uploads.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { HearingState } from './state.ts'
import { isCourt } from './people.ts'
import { isLitigant } from './roles.ts'
import { viewOf } from './screening.ts'

/** H-17.1: parties, their agents and prosecutors bring files, at any time until the court closes. */
export function uploadRefusal(state: HearingState, personId: PersonId): ErrorCode | null {
  const person = state.people[personId]
  if (!person) return 'notInHearing'
  if (state.closedAt !== null) return 'hearingClosed'
  if (!isLitigant(person.role) && person.role !== 'prosecutor') return 'notPermitted'
  return state.files.filter(({ by }) => by === personId).length >= UPLOAD_LIMITS.files ? 'tooManyRequests' : null
}

/** H-17.2: a file as this viewer may see it; `original` for the court alone. Null: they know of no such file. */
export function fileFor(state: HearingState, viewer: PersonId, fileId: string): { file: FileFact; original: boolean } | null {
  const view = viewOf(state, viewer)
  const file = view.files.find((one) => one.fileId === fileId) ?? view.exhibits.flatMap(({ files }) => files).find((one) => one.fileId === fileId)
  const person = state.people[viewer]
  return file ? { file, original: person !== undefined && isCourt(state, person) } : null
}
