import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Material } from '#protocol/window/catalogue.ts'
import { isPromised, materialStatus } from '#domain/window/case/index.ts'
import type { CaseState, MaterialStatus, MaterialVersion } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { clockTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import type { LiveWindow } from '../../live/index.ts'
import type { Book } from '../book.ts'
import type { CaseActType, CaseWish } from './acts.ts'
import '../../counter/page-thumb.ts'

export type MaterialDesk = {
  state: CaseState
  book: Book
  live: LiveWindow | null
  may: ReadonlySet<CaseActType>
  give(command: CaseWish): unknown
  refuse(material: Material, version: number): unknown
}

const TONES: Record<MaterialStatus, string> = { known: 'good', ok: 'good', missing: '', unreviewed: 'gold', originalUnseen: 'warn', notOk: 'bad' }

/** 材料: every paper the item asks for, what has come of it, and what the clerk says to it. */
export function materialList(desk: MaterialDesk): TemplateResult {
  const { item } = desk.state
  return html`<ul class="materials" aria-label=${t('wc.tab.materials')}>${item.materials.map((material) => row(desk, material))}</ul>`
}

function row(desk: MaterialDesk, material: Material): TemplateResult {
  const { state } = desk
  const { materialId } = material
  const held = Object.hasOwn(state.materials, materialId) ? state.materials[materialId] : undefined
  const latest = held?.versions.at(-1)
  const status = materialStatus(state, material)
  const name = pick(material.name)
  return html`<li data-material=${materialId}>
    ${latest ? html`<tt-page-thumb .fileId=${latest.file.fileId} .pages=${latest.file.pages} .name=${name} .live=${desk.live}></tt-page-thumb>` : html`<span class="nothing"><tt-icon name="paper"></tt-icon></span>`}
    <div class="what"><p class="name">${name}</p>
      <p class="tags"><span class="tag ${TONES[status]}" data-status=${status}>${t(`wc.material.${status}`)}</span>
        <span class="fine soft">${t(`wc.form.${material.form}`)}${material.copies > 1 ? t('wc.copies', { count: material.copies }) : ''}</span>
        ${material.required ? nothing : html`<span class="fine soft">${t('wc.notRequired')}</span>`}
        ${isPromised(state, materialId) ? html`<span class="tag warn">${t('wc.promised')}</span>` : material.deferrable && status === 'missing' ? html`<span class="fine soft">${t('wc.deferrable')}</span>` : nothing}</p>
      ${held?.known ? html`<p class="fine soft">${t('wc.knownFrom', { service: held.known.service })}</p>` : nothing}
      ${latest ? html`<p class="fine soft">${facts(desk, latest)}</p>` : nothing}
      ${latest?.review?.ok === false ? html`<p class="fine reason">${latest.review.reason}</p>` : nothing}</div>
    ${latest ? html`<div class="acts">${acts(desk, material, latest, status)}</div>` : nothing}</li>`
}

function facts({ book }: MaterialDesk, { version, source, as, by, at, originalSeen }: MaterialVersion): string {
  const who = as === 'serviceApplicant' ? t('wc.byCitizen') : book.person(by)
  return [
    version > 1 ? t('wc.version', { version }) : '', t(`wc.source.${source}`), who, clockTime(at), originalSeen ? t('wc.originalSeen') : '',
  ].filter((words) => words !== '').join(' · ')
}

function acts(desk: MaterialDesk, material: Material, latest: MaterialVersion, status: MaterialStatus) {
  const { may, give, refuse } = desk
  const { materialId } = material
  const name = pick(material.name)
  const reviews = may.has('reviewMaterial') && status !== 'known'
  return html`
    ${may.has('seeOriginal') && status === 'originalUnseen' ? actButton('seeOriginal', t('wc.act.seeOriginal'), () => give({ type: 'seeOriginal', materialId }), { look: 'small', value: materialId, label: `${t('wc.act.seeOriginal')} ${name}` }) : nothing}
    ${reviews && latest.review?.ok !== true ? actButton('materialOk', t('wc.ok'), () => give({ type: 'reviewMaterial', materialId, version: latest.version, ok: true }), { look: 'small ok', icon: 'check', value: materialId, label: `${t('wc.ok')} ${name}` }) : nothing}
    ${reviews && latest.review?.ok !== false ? actButton('materialNotOk', t('wc.notOk'), () => refuse(material, latest.version), { look: 'small', icon: 'close', value: materialId, label: `${t('wc.notOk')} ${name}` }) : nothing}`
}
