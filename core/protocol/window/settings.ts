import { z } from 'zod'
import { CaseSettings } from './case.ts'
import { HallSettings } from './hall.ts'
import { RatingSettings } from './rating.ts'

/**
 * Terms of the windows where a province has its own: whatever is left out is as the law or this product has it. Those of
 * the hall count from the next day that begins, the others at once.
 */
export const WindowSettings = z.strictObject({
  hall: HallSettings.prefault({}),
  cases: CaseSettings.prefault({}),
  ratings: RatingSettings.prefault({}),
  /** After so many days a call's rating counts as closed where no case goes on. */
  ratingClosedAfterDays: z.int().min(1).max(365).default(30),
})
export type WindowSettings = z.infer<typeof WindowSettings>
