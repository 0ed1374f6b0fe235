import type { CaptureKind } from '#protocol/window/session.ts'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import { language } from '../../i18n/index.ts'

/** What the law and the catalogue say in both languages, in the reader's. */
export const worded = (wording: { zh: string; en: string }): string => wording[language()]
export const roleOf = (person: SessionPerson): string => worded(CALL_LABELS.roles[person.role])

/** What is photographed, as people call it. */
export function captureName(view: SessionState, { kind, materialId }: { kind: CaptureKind; materialId: string | null }): string {
  const material = kind === 'material' ? view.item.materials.find((one) => one.materialId === materialId) : undefined
  return worded(material?.name ?? CALL_LABELS.captures[kind])
}
