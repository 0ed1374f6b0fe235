import type { CaptureKind } from '#protocol/window/session.ts'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import { pick } from '../../i18n/labels.ts'

export const roleOf = (person: SessionPerson): string => pick(CALL_LABELS.roles[person.role])

/** What is photographed, as people call it. */
export function captureName(view: SessionState, { kind, materialId }: { kind: CaptureKind; materialId: string | null }): string {
  const material = kind === 'material' ? view.item.materials.find((one) => one.materialId === materialId) : undefined
  return pick(material?.name ?? CALL_LABELS.captures[kind])
}
