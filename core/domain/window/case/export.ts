import type { PersonId } from '#protocol/ids.ts'
import type { CaseSettings } from '#protocol/window/case.ts'
import { materialOf, targetName } from './materials.ts'
import { retainUntil } from './retention.ts'
import type { CaseState } from './state.ts'
import { viewOf } from './view.ts'

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain }
export type CaseExport = { [key: string]: Plain }

/**
 * Everything held about a citizen in this case, as plain JSON with the words they know it by (W-7.5); null where it is
 * not their case. Files and papers are named by digest: they are fetched where they are kept.
 */
export function exportFor(state: CaseState, citizen: PersonId, settings: Pick<CaseSettings, 'retentionYears'>): CaseExport | null {
  const own = viewOf(state, { personId: citizen, role: 'serviceApplicant', at: null })
  if (own === null) return null
  return {
    caseId: own.caseId, caseNo: own.caseNo, status: own.status, openedAt: own.openedAt,
    citizen: { ...own.citizen }, item: { code: own.item.itemCode, name: own.item.name.zh },
    office: own.office.name, centre: own.centre?.name ?? null,
    identity: own.identity && { lastFour: own.identity.mark.tail, basis: own.identity.basis, confirmedAt: own.identity.at, confirmedBy: own.identity.by },
    form: own.item.form.flatMap(({ fieldId, label }) => {
      const held = Object.hasOwn(own.form.values, fieldId) ? own.form.values[fieldId] : undefined
      return held ? [{ field: label.zh, value: held.value, onlyLastFour: held.mark !== null, filledBy: held.by, filledAs: held.as, at: held.at }] : []
    }),
    formConfirmedAt: own.form.confirmed?.at ?? null,
    materials: Object.entries(own.materials).map(([materialId, { versions, known }]) => ({
      name: materialOf(own, materialId)?.name.zh ?? materialId, knownFrom: known?.service ?? null,
      versions: versions.map((one) => ({
        fileId: one.file.fileId, sha256: one.file.sha256, pages: one.file.pages, source: one.source, handedInBy: one.by, at: one.at,
        review: one.review && { ok: one.review.ok, reason: one.review.reason, at: one.review.at },
      })),
    })),
    signed: own.signing.map(({ documentId, signedAt }) => ({ documentId, signedAt })),
    fee: { status: own.fee.status, fen: own.fee.fen },
    corrections: own.corrections.map(({ items, toldAt, dueOn, handedInAt }) => ({
      toldAt, dueOn, handedInAt, items: items.map(({ target, problem, requirement }) => ({ what: targetName(own, target), problem, requirement })),
    })),
    promisedPapers: own.gaps && { papers: own.gaps.materialIds.map((id) => materialOf(own, id)?.name.zh ?? id), by: own.gaps.by },
    accepted: own.accepted && { decision: own.accepted.decision, at: own.accepted.at, dueOn: own.accepted.dueOn },
    notAccepted: own.notAccepted && { ground: own.notAccepted.ground, reason: own.notAccepted.reason, at: own.notAccepted.at },
    decision: own.decision && { outcome: own.decision.outcome, reason: own.decision.reason, at: own.decision.at },
    result: own.completion && { text: own.completion.result, papers: own.completion.results.map(({ name }) => name), at: own.completion.at },
    delivery: own.delivery && { way: { ...own.delivery.way }, at: own.delivery.at, confirmedAt: own.delivery.confirmedAt },
    papers: own.papers.map(({ documentId, kind, at }) => ({ documentId, kind, at })),
    handledBy: [...new Set([...Object.values(own.handlers), ...(own.firstClerk ? [own.firstClerk.personId] : [])])],
    closed: own.closed && { outcome: own.closed.outcome, at: own.closed.at }, keptUntil: retainUntil(own, settings), erasedAt: own.erased?.at ?? null,
  }
}
