import type { FormField, Material } from '#protocol/window/catalogue.ts'
import { CaseSettings } from '#protocol/window/case.ts'
import { askedFor, dutiesOf, emptyFields, isPromised, materialStatus, mayDo, openGaps } from '#domain/window/case/index.ts'
import type { CaseState, Correction, Hand } from '#domain/window/case/index.ts'

/** What the citizen has to do now, what moves the case on first. */
export type Owed =
  | { kind: 'correct'; correction: Correction }
  | { kind: 'sign'; documentId: string }
  | { kind: 'gaps'; materials: Material[]; by: string }
  | { kind: 'fee'; fen: number }
  | { kind: 'collect'; from: string }
  /** Nothing has been received yet: what is still missing for it. */
  | { kind: 'gather'; materials: Material[]; fields: FormField[] }
  | { kind: 'confirmForm' }

/** An installation's own settings matter to staff alone. */
const SETTINGS = CaseSettings.parse({})

export const citizenMay = (state: CaseState): ReadonlySet<ReturnType<typeof mayDo>[number]> =>
  new Set(mayDo(state, { personId: state.citizen.personId, role: 'serviceApplicant', at: null } satisfies Hand, SETTINGS))

export function owedBy(state: CaseState): Owed[] {
  const may = citizenMay(state)
  const duties = new Set(dutiesOf(state).filter(({ kind }) => kind === 'citizen').map(({ what }) => what))
  const told = state.corrections.at(-1)
  const unsigned = state.status === 'closed' ? [] : state.signing.filter(({ signedAt }) => signedAt === null)
  const missing = gathering(state)
  const complete = state.item.form.length > 0 && emptyFields(state).length === 0
  return [
    ...(duties.has('correct') && told ? [{ kind: 'correct' as const, correction: told }] : []),
    ...unsigned.map(({ documentId }): Owed => ({ kind: 'sign', documentId })),
    ...(duties.has('closeGap') ? [{ kind: 'gaps' as const, materials: openGaps(state), by: state.accepted?.gapsBy ?? state.gaps?.by ?? '' }] : []),
    ...(duties.has('payFee') ? [{ kind: 'fee' as const, fen: state.fee.fen }] : []),
    ...(duties.has('collect') && state.delivery?.way.kind === 'collect' ? [{ kind: 'collect' as const, from: (state.delivery.way.from === 'centre' ? state.centre : null)?.name ?? state.office.name }] : []),
    ...(missing.materials.length + missing.fields.length > 0 ? [{ kind: 'gather' as const, ...missing }] : []),
    ...(may.has('confirmForm') && complete && state.form.confirmed === null ? [{ kind: 'confirmForm' as const }] : []),
  ]
}

/** In 全程网办 from home nobody else brings these; in a call they are gathered together. */
function gathering(state: CaseState): { materials: Material[]; fields: FormField[] } {
  if (state.status !== 'opened' || state.centre !== null) return { materials: [], fields: [] }
  return {
    materials: askedFor(state).filter((material) => material.required && materialStatus(state, material) === 'missing' && !isPromised(state, material.materialId)),
    fields: emptyFields(state),
  }
}
