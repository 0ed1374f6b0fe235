import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { Loose } from '../loose.ts'
import type { Path } from '../place.ts'
import type { ProblemDetails } from '../problems.ts'
import type { RuleId } from '../rules.ts'

export type Draft = Loose<Catalogue>
/** Takes down one problem of a draft. */
export type Report = (path: Path, rule: RuleId, details?: ProblemDetails) => void
export type Check = (draft: Draft, report: Report) => void
