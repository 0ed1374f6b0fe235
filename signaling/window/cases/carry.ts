import type { CaseSystemCommand, SealedNumber } from '#protocol/window/case.ts'
import type { IdentityMark } from '#protocol/window/session.ts'
import { AppError } from '#protocol/errors.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import { canonicalJson } from '#platform/canonical.ts'
import { derived } from '../matters/secrets.ts'
import type { CaseParts } from './index.ts'

/** What the case holds already, or does not take at the step it has come to, is no failure of carrying the rest. */
const PASSING = ['alreadyDone', 'knownFromData', 'wrongCaseStatus', 'caseClosed']

/**
 * Takes what a call has gathered over into its case: identity, stills of the item's papers, the form as far as it is
 * filled and as it was confirmed. Again: nothing changes.
 * @param mustFit whether a refusal is told; otherwise whatever fits is taken
 * @throws AppError notFound without a case; notPermitted where the case is another citizen's
 */
export async function carryOver(session: SessionState, { hosts, vault, files }: CaseParts, { mustFit }: { mustFit: boolean }): Promise<void> {
  const { sessionId, caseLink } = session
  if (caseLink === null) throw new AppError('notFound')
  const { caseId } = caseLink
  const { state } = await hosts.get(caseId)
  if (state.citizen.personId !== session.citizen) throw new AppError('notPermitted')
  const sealed = async (mark: IdentityMark): Promise<SealedNumber> => ({ hmac: mark.hmac, tail: mark.tail, vaultId: await vault.carry(`call/${sessionId}`, `case/${caseId}`, mark.hmac) })
  let refusal: AppError | null = null
  const submit = async (command: CaseSystemCommand, commandId: string): Promise<AppError | null> => {
    try {
      await hosts.submit(caseId, { command, actor: { system: 'calls' }, commandId })
      return null
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (!PASSING.includes(error.code)) refusal ??= error
      return error
    }
  }

  const { identity } = session
  if (identity.status === 'confirmed' && identity.mark !== null) {
    const by = identity.decision?.by ?? null
    await submit({ type: 'noteIdentity', mark: await sealed(identity.mark), basis: 'call', by, sessionId }, derived('identity', sessionId, identity.mark.hmac))
  }
  const stills = session.captures.flatMap(({ captureId, kind, materialId, still }) => (
    kind === 'material' && still !== null && materialId !== null && state.item.materials.some((one) => one.materialId === materialId) ? [{ captureId, materialId, still }] : []))
  for (const { captureId, materialId, still } of stills) {
    const file = { fileId: still.fileId, sha256: still.sha256, pages: still.pages }
    const as = session.people[still.by]?.role ?? 'serviceApplicant'
    await submit({ type: 'noteCaptured', materialId, file, source: 'camera', by: still.by, as, sessionId }, derived('still', captureId, still.sha256))
  }
  await files.carry(stills.map(({ still }) => still.fileId), sessionId, caseId)

  const fields = await Promise.all(Object.entries(session.form.values)
    .filter(([fieldId]) => state.item.form.some((field) => field.fieldId === fieldId))
    .map(async ([fieldId, { value, mark, by, as }]) => ({ fieldId, value, mark: mark && (await sealed(mark)), by, as })))
  const digest = session.form.confirmed?.digest ?? null
  const note = (confirmed: string | null) =>
    submit({ type: 'noteForm', fields, digest: confirmed, sessionId }, derived('form', sessionId, canonicalJson(fields), confirmed ?? ''))
  if (fields.length > 0 || digest !== null) {
    const told = await note(digest)
    // the case holds more than the call saw: the values come over, the citizen confirms the whole
    if (told !== null && digest !== null && fields.length > 0 && (told.code === 'staleVersion' || told.code === 'formIncomplete')) await note(null)
  }
  if (refusal !== null && mustFit) throw refusal
}
