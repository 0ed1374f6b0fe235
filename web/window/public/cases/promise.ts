import { isPromised, materialStatus } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import type { PublicElement } from '../public-element.ts'
import { dayWords, daysFrom } from '../wordings.ts'

/** Days from today on which a paper may be promised, in calendar days; the law says whether one is too late. */
const DAYS = [3, 7, 10, 14]

/** 容缺承诺: which papers come later, and by which day. */
export async function promiseGaps(host: PublicElement, matter: CaseState): Promise<void> {
  const open = matter.item.materials.filter((material) => material.deferrable && materialStatus(matter, material) === 'missing')
  const days = daysFrom(courtDay(host.live?.now() ?? Date.now()), Math.max(...DAYS) + 1)
  const answers = await ask({
    title: t('wp.promise'), words: t('wp.promiseTerms'), submit: t('wp.promise'),
    fields: [
      { kind: 'ticks', name: 'materials', label: t('wp.materials'), options: open.map(({ materialId, name }) => ({ value: materialId, label: pick(name), ticked: isPromised(matter, materialId) })) },
      { kind: 'choice', name: 'by', label: t('wp.promiseBy'), value: days[7] ?? '', options: DAYS.flatMap((ahead) => (days[ahead] ? [{ value: days[ahead], label: dayWords(days[ahead]) }] : [])) },
    ],
  })
  const materialIds = answers?.['materials'] ?? []
  const by = answers?.['by']?.[0]
  if (materialIds.length > 0 && by) await host.askCase(matter.caseId, { type: 'promiseGaps', materialIds, by })
}
