import { AppError } from '#protocol/errors.ts'
import type { PaperSketch } from '#protocol/gateway.ts'
import type { PaperFields, TemplateId } from '#protocol/papers/index.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { namesFrom, papersDue, receivingSide } from '#domain/window/case/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import { QUERY } from './index.ts'

type About = { now: string; catalogue: Catalogue; by: string }

/** A paper for the citizen to sign, filled in from the case. @throws AppError notPermitted for papers that the platform makes by itself */
export function composed(state: CaseState, template: TemplateId, about: About): PaperSketch {
  switch (template) {
    case 'applicationForm': return { template, fields: application(state, about) }
    case 'materialsReceipt': return { template, fields: receipt(state, about) }
    default: throw new AppError('notPermitted')
  }
}

/** What is in hand now, each in its latest version, said as in the receipt that follows the taking in. */
function receipt(state: CaseState, { now, catalogue, by }: About): PaperFields<'materialsReceipt'> {
  const materials = state.item.materials.flatMap(({ materialId }) => {
    const latest = Object.hasOwn(state.materials, materialId) ? state.materials[materialId]?.versions.at(-1) : undefined
    return latest ? [{ materialId, version: latest.version }] : []
  })
  const owed = { kind: 'materialsReceipt', owedBy: state.seq, since: now, by, at: receivingSide(state), materials } as const
  const [due] = papersDue({ ...state, owed: [owed] }, { nameOf: namesFrom(catalogue), query: QUERY })
  if (due?.template !== 'materialsReceipt') throw new AppError('internal')
  return due.fields
}

/** 申请表: everything the citizen states, in the order of the form, and what they hand in. */
function application(state: CaseState, about: About): PaperFields<'applicationForm'> {
  const { office, caseNo, item, itemCode, applicant, window, officer, contact } = receipt(state, about)
  const day = atOffice(about.now).day
  const entries = state.item.form.flatMap((field) => {
    const held = Object.hasOwn(state.form.values, field.fieldId) ? state.form.values[field.fieldId] : undefined
    if (!held || held.value === '') return []
    const value = held.mark ? `证件号码末四位${held.mark.tail}` : field.kind === 'choice' ? field.choices.find((one) => one.value === held.value)?.label.zh ?? held.value : held.value
    return [{ label: field.label.zh, value: value.slice(0, 1000) }]
  })
  const materials = state.item.materials.filter(({ materialId }) => Object.hasOwn(state.materials, materialId)).map(({ name }) => name.zh)
  return { office, caseNo, item, itemCode, applicant, entries, materials, window, officer, contact, issuedOn: day }
}
