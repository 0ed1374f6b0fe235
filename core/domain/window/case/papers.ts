import type { PersonId } from '#protocol/ids.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { CasePaperKind, CorrectionTarget, DeliveryWay } from '#protocol/window/case.ts'
import type { PaperFields } from '#protocol/papers/index.ts'
import { atOffice } from '../clock/index.ts'
import { materialOf, targetName } from './materials.ts'
import { placeOf } from './people.ts'
import type { CaseState, OwedPaper } from './state.ts'

/** A paper that is due, with everything it says, as docs-service takes it. */
export type PaperDue = { [K in CasePaperKind]: { template: K; fields: PaperFields<K>; owedBy: number; since: string } }[CasePaperKind]

/** What the case does not know by itself. */
export type PaperContext = { /** Name of somebody of the staff; '' where unknown. */ nameOf: (personId: PersonId) => string; /** Where the citizen asks how it goes. */ query: string }

/** The names of a catalogue's staff. */
export function namesFrom(catalogue: Pick<Catalogue, 'staff'>): PaperContext['nameOf'] {
  const names = new Map(catalogue.staff.map(({ personId, name }) => [personId, name]))
  return (personId) => names.get(personId) ?? ''
}

const FORMS = { original: '原件', copy: '复印件', electronic: '电子件' } as const
const courtTime = (instant: string): string => {
  const { day, clock } = atOffice(instant)
  return `${day}T${clock}`
}
const day = (instant: string): string => atOffice(instant).day

/** Which papers must be made next, the oldest first (W-4.21); empty when nothing is owed. */
export function papersDue(state: CaseState, context: PaperContext): PaperDue[] {
  return state.owed.flatMap((owed) => {
    const due = make(state, owed, context)
    return due ? [due] : []
  })
}

/** The paper that must be made next; null when nothing is owed. */
export const paperDue = (state: CaseState, context: PaperContext): PaperDue | null => papersDue(state, context)[0] ?? null

function make(state: CaseState, owed: OwedPaper, context: PaperContext): PaperDue | null {
  const { owedBy, since } = owed
  switch (owed.kind) {
    case 'materialsReceipt': return { template: owed.kind, fields: materialsReceipt(state, owed, context), owedBy, since }
    case 'windowReceipt': return { template: owed.kind, fields: windowReceipt(state, owed, context), owedBy, since }
    case 'completionNotice': return { template: owed.kind, fields: completionNotice(state, owed, context), owedBy, since }
    case 'windowCorrection': {
      const fields = windowCorrection(state, owed, context)
      return fields && { template: owed.kind, fields, owedBy, since }
    }
  }
}

function head(state: CaseState, owed: OwedPaper, { nameOf }: PaperContext) {
  const place = placeOf(state, owed.at)
  return {
    office: state.office.name, caseNo: state.caseNo, item: state.item.name.zh, itemCode: state.item.itemCode, applicant: applicant(state),
    window: owed.at === 'centre' ? place.name : state.windowName || state.office.name,
    officer: (owed.by !== null && nameOf(owed.by)) || '本窗口', contact: place.phone === '' ? '' : `${place.name} ${place.phone}`,
    issuedOn: day(owed.since), receivedAt: courtTime(state.received?.at ?? owed.since),
  }
}

const applicant = (state: CaseState): PaperFields<'windowReceipt'>['applicant'] => ({
  personId: state.citizen.personId, name: state.citizen.name, standing: '申请人',
  identity: state.identity ? `证件号码末四位${state.identity.mark.tail}` : '', address: '',
})

function materialsReceipt(state: CaseState, owed: OwedPaper, context: PaperContext): PaperFields<'materialsReceipt'> {
  const papers = owed.materials.flatMap(({ materialId, version }) => {
    const material = materialOf(state, materialId)
    const held = state.materials[materialId]?.versions.find((one) => one.version === version)
    if (!material || !held) return []
    const note = [...(held.originalSeen ? ['已核对原件'] : []), ...(version > 1 ? [`第${version}次提交`] : [])].join('；')
    return [{ name: material.name.zh, form: held.source === 'post' ? FORMS[material.form] : '电子件', copies: material.copies, pages: held.file.pages, note }]
  })
  const known = state.item.materials.filter(({ materialId }) => Object.hasOwn(state.materials, materialId) && state.materials[materialId]?.known)
  // somebody who brought nothing else has still applied
  const form = papers.length === 0 || state.item.form.length > 0 ? [{ name: '申请表', form: '电子件', copies: 1, pages: 0, note: '在窗口填写' }] : []
  const isFirst = owed.owedBy < (state.corrections[0]?.seq ?? Infinity)
  return {
    ...head(state, owed, context), receivedAt: courtTime(owed.since), materials: [...(isFirst || papers.length === 0 ? form : []), ...papers],
    note: known.length === 0 ? '' : `以下材料已由数据核验，免于提交：${known.map((material) => material.name.zh).join('、')}。`.slice(0, 500),
  }
}

function windowReceipt(state: CaseState, owed: OwedPaper, context: PaperContext): PaperFields<'windowReceipt'> {
  const { accepted, notAccepted } = state
  const gaps = accepted?.gaps.map((materialId) => materialOf(state, materialId)?.name.zh ?? materialId) ?? []
  const reason = notAccepted ? [notAccepted.reason, ...(notAccepted.goTo ? [`可向${notAccepted.goTo}申请。`] : [])].join('') : gaps.length > 0 ? `容缺受理，请于${accepted?.gapsBy ?? ''}前补齐：${gaps.join('、')}。` : ''
  return {
    ...head(state, owed, context), decision: accepted?.decision ?? 'declined', reason: reason.slice(0, 500),
    legalDays: accepted?.legalDays ?? 0, promisedDays: accepted?.promisedDays ?? 0, dueOn: accepted?.dueOn ?? '', query: context.query,
  }
}

const DELIVERIES: Record<DeliveryWay['kind'], string> = { electronic: '电子送达', post: '邮寄送达', collect: '窗口领取' }

function completionNotice(state: CaseState, owed: OwedPaper, context: PaperContext): PaperFields<'completionNotice'> {
  const { completion, decision, closed, delivery } = state
  const ended = completion === null ? { withdrawn: '申请人撤回申请，办理终止', lapsed: closed?.reason || '逾期未补正，视为撤回申请' }[closed?.outcome === 'lapsed' ? 'lapsed' : 'withdrawn'] : ''
  return {
    ...head(state, owed, context), completedOn: day(completion?.at ?? owed.since),
    result: (completion?.result ?? ended).slice(0, 500), results: completion?.results.map(({ name }) => name) ?? [],
    delivery: delivery ? DELIVERIES[delivery.way.kind] : completion ? '按申请人选择的方式' : '无需送达结果，所收材料退还申请人', remedies: decision?.remedies ?? '',
  }
}

function windowCorrection(state: CaseState, owed: OwedPaper, context: PaperContext): PaperFields<'windowCorrection'> | null {
  const told = state.corrections.find((one) => one.seq === owed.owedBy)
  if (!told) return null
  return {
    ...head(state, owed, context), items: told.items.map(({ target, problem, requirement }) => ({ material: titleOf(state, target), problem, requirement })),
    dueOn: told.dueOn, submitTo: `${placeOf(state, owed.at).name}，或者在线提交`,
  }
}

const titleOf = (state: CaseState, target: CorrectionTarget): string => targetName(state, target).slice(0, 80)
