import type { WindowActor, WindowRole } from '#protocol/window/actor.ts'
import type { FormField, Material } from '#protocol/window/catalogue.ts'
import type { AnyCaseCommand, CaseCommandType, CaseEvent, MaterialFile, SealedNumber } from '#protocol/window/case.ts'
import { CASE_LIMITS } from '#protocol/window/case.ts'
import { atOffice } from '../../clock/index.ts'
import { evolve } from '../evolve.ts'
import { fieldOf, fieldProblem } from '../form.ts'
import { idNumberProblem, normalIdNumber } from '../id-number.ts'
import { isPromised, latestOf, materialOf, statusOf } from '../materials.ts'
import type { CaseContext, CaseState, Hand, MaterialVersion } from '../state.ts'
import { BaseDraft, refuse } from '../../../draft.ts'

export { refuse }

export type CommandOf<T extends CaseCommandType> = Extract<AnyCaseCommand, { type: T }>
/** Adds events to the draft or refuses (throws AppError). Permission and status are settled already. */
export type Handlers<T extends CaseCommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>, by: Hand) => void }
/** What the platform reports: nobody's hand. */
export type SystemHandlers<T extends CaseCommandType> = { [K in T]: (draft: Draft, command: CommandOf<K>) => void }

export class Draft extends BaseDraft<CaseState, CaseEvent, WindowActor, CaseContext> {
  constructor(state: CaseState, actor: WindowActor, context: CaseContext) {
    super({ state, actor, context, evolve })
  }

  get today(): string {
    return atOffice(this.context.now).day
  }

  /** @throws AppError('notFound') */
  material(materialId: string): Material {
    return materialOf(this.state, materialId) ?? refuse('notFound')
  }

  /** The version a decision is about: the latest, or somebody has handed in another meanwhile. @throws AppError('notFound' | 'staleVersion') */
  version(materialId: string, version?: number): MaterialVersion {
    this.material(materialId)
    const latest = latestOf(this.state, materialId) ?? refuse('notFound')
    if (version !== undefined && version !== latest.version) refuse('staleVersion')
    return latest
  }

  /** @throws AppError('fieldInvalid') */
  seal(number: string, field: string): SealedNumber {
    const reason = idNumberProblem(number)
    if (reason !== null) refuse('fieldInvalid', { field, reason })
    const normal = normalIdNumber(number)
    return { ...this.context.seal(normal), tail: normal.slice(-4) }
  }

  /** @throws AppError('notFound') */
  field(fieldId: string): FormField {
    return fieldOf(this.state, fieldId) ?? refuse('notFound')
  }

  /** What was confirmed is no longer what stands there. */
  withdrawConfirmation(fieldId: string | null): void {
    if (this.state.form.confirmed !== null) this.emit({ type: 'confirmationWithdrawn', fieldId })
  }

  /** One more paper, whoever's hand it came from. @throws AppError('knownFromData' | 'alreadyDone' | 'wrongCaseStatus' | 'tooLarge' | 'notFound') */
  addMaterial(materialId: string, file: MaterialFile, source: MaterialVersion['source'], by: { personId: string; as: WindowRole; sessionId: string | null }): void {
    const material = this.material(materialId)
    // no second proof of what the state knows already (R10, R11 mode 1)
    if (statusOf(this.state, material) === 'known') refuse('knownFromData', { material: material.name.zh })
    const latest = latestOf(this.state, materialId)
    if (latest?.file.sha256 === file.sha256) refuse('alreadyDone')
    const { status } = this.state
    const isGathering = status === 'opened' || status === 'reviewing' || status === 'correcting'
    // what has been handed over is not exchanged behind the office's back
    if (!isGathering && !isPromised(this.state, materialId)) refuse('wrongCaseStatus')
    const version = (latest?.version ?? 0) + 1
    if (version > CASE_LIMITS.versionsPerMaterial) refuse('tooLarge')
    this.emit({ type: 'materialAdded', materialId, version, file, source, by: by.personId, as: by.as, sessionId: by.sessionId })
  }

  /** @throws AppError('fieldInvalid' | 'alreadyDone' | 'notFound') */
  fillField(fieldId: string, value: string, by: { personId: string; as: WindowRole }): void {
    const field = this.field(fieldId)
    const problem = fieldProblem(field, value)
    if (problem !== null) refuse('fieldInvalid', { field: field.label.zh, reason: problem })
    const mark = field.kind === 'idNumber' && value !== '' ? this.seal(value, field.label.zh) : null
    this.setField({ fieldId, value: mark?.tail ?? value, mark, by: by.personId, as: by.as })
  }

  /** A value that is known to fit. @throws AppError('alreadyDone') when nothing would change */
  setField(filled: { fieldId: string; value: string; mark: SealedNumber | null; by: string; as: WindowRole }): void {
    const held = Object.hasOwn(this.state.form.values, filled.fieldId) ? this.state.form.values[filled.fieldId] : undefined
    if ((held?.value ?? '') === filled.value && held?.mark?.hmac === filled.mark?.hmac) {
      // the same again changes nothing, unless the citizen makes it their own
      const takesOver = filled.value !== '' && filled.by === this.state.citizen.personId && held?.by !== filled.by
      if (!takesOver) refuse('alreadyDone')
    }
    this.withdrawConfirmation(filled.fieldId)
    this.emit({ type: 'fieldFilled', ...filled })
  }
}
