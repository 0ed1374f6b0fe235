import { AppError } from '#protocol/errors.ts'
import type { SittingKind } from '../kind.ts'
import { panel3, panel7, soleJudge } from './civil.ts'
import { mediation } from './mediation.ts'
import { procuratorateHearing } from './procuratorate.ts'

/** Every kind of sitting the house knows. A new kind is one more table here. */
export const KINDS: readonly SittingKind[] = [soleJudge, panel3, panel7, mediation, procuratorateHearing]

const byId = new Map(KINDS.map((kind) => [kind.id, kind]))

/** @throws AppError('notFound') for an unknown kind */
export function sittingKind(id: string): SittingKind {
  const kind = byId.get(id)
  if (!kind) throw new AppError('notFound', { kind: id })
  return kind
}
