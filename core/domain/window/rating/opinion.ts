import { AppError } from '#protocol/errors.ts'
import type { ErrorCode, ErrorDetails } from '#protocol/errors.ts'
import type { RatingLevel, RatingReason } from '#protocol/window/rating.ts'
import { BAD_LEVELS, BadReason, GoodReason, RatingSettings } from '#protocol/window/rating.ts'
import type { Opinion } from './state.ts'
import { atOffice } from '../clock/index.ts'
import { holdsIdNumber } from '../session/number-guard.ts'

export const isBad = (level: RatingLevel): boolean => BAD_LEVELS.includes(level)
export const DEFAULT_RATING_SETTINGS: RatingSettings = RatingSettings.parse({})

/** The day at the office on which an instant falls. */
export const dayOf = (instant: string): string => atOffice(instant).day

export function refuse(code: ErrorCode, details: ErrorDetails = {}): never {
  throw new AppError(code, details)
}

/** Refusals are answers; whatever else is thrown is a defect. */
export function attempt<E>(work: () => E[]): { ok: true; events: E[] } | { ok: false; error: { code: ErrorCode; details: ErrorDetails } } {
  try {
    return { ok: true, events: work() }
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: error.toWire() }
    throw error
  }
}

/**
 * What a citizen gave, checked: a bad level needs a reason of its own list, and words where that reason is 其他 (W-6.3).
 * @throws AppError('reasonRequired' | 'badMessage' | 'identityNumberInText')
 */
export function checkedOpinion({ level, reasons, text }: Opinion): Opinion {
  const allowed: readonly RatingReason[] = isBad(level) ? BadReason.options : [...GoodReason.options, ...BadReason.options]
  const chosen = [...new Set(reasons)]
  if (chosen.some((reason) => !allowed.includes(reason))) refuse('badMessage', { path: 'reasons' })
  if (isBad(level) && chosen.length === 0) refuse('reasonRequired')
  if (chosen.includes('other') && text.trim() === '') refuse('reasonRequired')
  if (holdsIdNumber(text)) refuse('identityNumberInText')
  return { level, reasons: chosen, text }
}
