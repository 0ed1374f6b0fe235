import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { CorrectionItem } from '#protocol/window/case.ts'
import type { CaseState, Correction } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { kindName } from '../../../papers/kinds.ts'
import { openWindowPaper } from '../../counter/paper-dialog.ts'
import { terminal } from '../kiosk/terminal.ts'
import type { PublicElement } from '../public-element.ts'
import { dayWords, money } from '../wordings.ts'
import { citizenMay } from './owed.ts'
import type { Owed } from './owed.ts'

/** One thing the citizen has to do, with the means to do it where it can be done here. */
export function owedPanel(host: PublicElement, matter: CaseState, owed: Owed): TemplateResult {
  switch (owed.kind) {
    case 'correct': return correctionPanel(host, matter, owed.correction)
    case 'sign': return panel('sign', t('wp.owed.sign'), html`<p>${t('wp.owed.signWords')}</p>
      <p>${actButton('signPaper', t('wp.readAndSign', { paper: paperName(host, owed.documentId) }), () => { if (host.live) openWindowPaper(host.live, matter.caseId, owed.documentId) }, { look: 'primary big', icon: 'pen', value: owed.documentId })}</p>`)
    case 'gaps': return panel('gaps', t('wp.owed.gaps', { day: owed.by ? dayWords(owed.by) : '' }), html`<ul class="fixes">${owed.materials.map((material) => html`<li><b>${pick(material.name)}</b>${upload(host, matter, material.materialId)}</li>`)}</ul><p class="soft">${t('wp.owed.gapsWords')}</p>`)
    case 'fee': return panel('fee', t('wp.owed.fee', { fee: money(owed.fen) }), html`<p>${t('wp.owed.feeWords', { office: matter.office.name })}</p>`)
    case 'collect': return panel('collect', t('wp.owed.collect', { place: owed.from }), html`<p>${t('wp.owed.collectWords')}</p><p>${actButton('confirmDelivery', t('wp.collected'), () => host.askCase(matter.caseId, { type: 'confirmDelivery' }), { look: 'primary big' })}</p>`)
    case 'gather': return panel('gather', t('wp.owed.gather'), html`<p>${t('wp.owed.gatherWords')}</p>
      <ul>${owed.materials.map((material) => html`<li>· ${pick(material.name)}</li>`)}${owed.fields.map((field) => html`<li>· ${pick(field.label)}</li>`)}</ul>`)
    case 'confirmForm': return panel('confirmForm', t('wp.owed.confirm'), html`<p>${t('wp.owed.confirmWords')}</p>`)
  }
}

const panel = (kind: Owed['kind'], title: string, body: TemplateResult): TemplateResult => html`<section class="panel now" data-owed=${kind}><h2>${title}</h2>${body}</section>`
const paperName = (host: PublicElement, documentId: string): string => {
  const paper = host.live?.papers.get(documentId)
  return paper ? kindName(paper.content.template) : t('wc.paper')
}

function upload(host: PublicElement, matter: CaseState, materialId: string) {
  const material = matter.item.materials.find((one) => one.materialId === materialId)
  if (terminal() !== null || !citizenMay(matter).has('addMaterial')) return html`<span class="soft">${t('wp.bringToWindow')}</span>`
  return html`<tt-material-upload .live=${host.live} .caseId=${matter.caseId} .materialId=${materialId} .name=${material ? pick(material.name) : ''}></tt-material-upload>`
}

/** 一次性告知: the whole list, each with what is wrong, what is wanted and the means to put it right. */
function correctionPanel(host: PublicElement, matter: CaseState, correction: Correction): TemplateResult {
  const done = correction.items.filter((item) => isTouched(matter, correction, item)).length
  return panel('correct', t('wp.owed.correct', { day: dayWords(correction.dueOn) }), html`<p>${t('wp.owed.correctWords')}</p>
    <ol class="fixes">${correction.items.map((item) => fix(host, matter, correction, item))}</ol>
    <p class="row">${actButton('handInCorrection', t('wp.handIn'), () => handIn(host, matter, correction), { look: 'primary big', disabled: done === 0 && correction.items.some(({ target }) => target.kind !== 'other') })}
      <span class="soft" role="status">${t('wp.fixedCount', { done, all: correction.items.length })}</span></p>`)
}

function fix(host: PublicElement, matter: CaseState, correction: Correction, item: CorrectionItem) {
  const isDone = isTouched(matter, correction, item)
  const { target, problem, requirement } = item
  const material = target.kind === 'material' ? matter.item.materials.find(({ materialId }) => materialId === target.materialId) : undefined
  const field = target.kind === 'field' ? matter.item.form.find(({ fieldId }) => fieldId === target.fieldId) : undefined
  return html`<li data-fix=${target.kind === 'material' ? target.materialId : target.kind === 'field' ? target.fieldId : 'other'}>
    <b>${material ? pick(material.name) : field ? pick(field.label) : target.kind === 'other' ? target.title : ''}</b>
    <span class="problem">${problem}</span><span>${t('wp.wanted', { requirement })}</span>
    ${isDone ? html`<span class="done"><tt-icon name="circleCheck"></tt-icon>${t('wp.fixedOne')}</span>` : nothing}
    ${target.kind === 'material' ? (isDone && terminal() !== null ? nothing : upload(host, matter, target.materialId)) : target.kind === 'field' ? html`<tt-case-form .live=${host.live} .matter=${matter} .only=${[target.fieldId]}></tt-case-form>` : html`<span class="soft">${t('wp.bringToWindow')}</span>`}</li>`
}

/** Handed in or filled in anew since the list was told; what is neither paper nor field only the clerk can see. */
export function isTouched(matter: CaseState, { seq }: Correction, { target }: CorrectionItem): boolean {
  switch (target.kind) {
    case 'material': return (matter.materials[target.materialId]?.versions.at(-1)?.seq ?? 0) > seq
    case 'field': return (matter.form.values[target.fieldId]?.seq ?? 0) > seq
    case 'other': return false
  }
}

async function handIn(host: PublicElement, matter: CaseState, correction: Correction): Promise<void> {
  const open = correction.items.filter((item) => item.target.kind !== 'other' && !isTouched(matter, correction, item)).length
  const sure = await ask({ title: t('wp.handIn'), words: open > 0 ? t('wp.handInOpen', { count: open }) : t('wp.handInWords'), fields: [], submit: t('wp.handIn'), danger: open > 0 })
  if (sure) await host.askCase(matter.caseId, { type: 'handInCorrection' })
}
