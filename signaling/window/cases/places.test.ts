import { expect, test } from 'vitest'
import { seedCatalogue } from '../../seed/window/seed-catalogue.ts'
import { centrePlace, officeFor, partsFor } from './places.ts'
import { dutyWords, pressing } from './duty-words.ts'
import { Matter } from '#domain/window/case/testing/matter.ts'

const catalogue = seedCatalogue()
const PLEDGE = '000715001001'

test('a case is the competent office’s, or the call’s office where that stands in for it; never another’s', () => {
  expect(officeFor(catalogue, PLEDGE, '330482', null).office.officeId).toBe('zj-pinghu-realty')
  const [standIn] = catalogue.offices.find(({ officeId }) => officeId === 'zj-pinghu-realty')?.standIns ?? []
  expect(officeFor(catalogue, PLEDGE, '330482', standIn ?? '').office.officeId).toBe(standIn)
  expect(() => officeFor(catalogue, PLEDGE, '330482', 'ah-hefei')).toThrow(expect.objectContaining({ code: 'cannotTake' }))
  expect(() => officeFor(catalogue, 'no-such', '330482', null)).toThrow(expect.objectContaining({ code: 'unknownItem' }))
})

test('every part of every item handled jointly has a place, whichever centre the citizen sits at, or none', () => {
  const joint = catalogue.items.filter(({ mode }) => mode === 'jointHandling')
  expect(joint.length).toBeGreaterThan(7)
  for (const item of joint) {
    for (const centerId of [...catalogue.centers.map((one) => one.centerId), null]) {
      const { office } = officeFor(catalogue, item.itemCode, '330482', null)
      const parts = partsFor(catalogue, item, office, centrePlace(catalogue, centerId))
      expect(parts.map(({ partId }) => partId)).toEqual(item.parts.map(({ partId }) => partId))
      for (const { place } of parts) expect([...catalogue.offices.map((one) => one.officeId), centerId]).toContain(place.id)
    }
  }
})

test('a list says in words who owes what; once nothing is owed it says nothing', () => {
  const matter = new Matter('collectOnBehalf')
  expect(dutyWords(matter.state)).toEqual({ duty: '涟水县政务服务大厅：收件', dutyAt: 'centre' })
  matter.toReview(['deed'])
  expect(dutyWords(matter.state).duty).toBe('涟水县政务服务大厅：形式审查')
  matter.by({ personId: 'local', role: 'localClerk', at: 'lianshui' }, matter.correctionOf('deed'))
  expect(dutyWords(matter.state)).toEqual({ duty: '申请人：补正材料', dutyAt: 'citizen' })
})

test('of several clocks the one that presses most is shown', () => {
  const clock = (level: 'running' | 'near' | 'overdue', dueOn: string) => ({ clock: 'promised' as const, partId: null, holder: { kind: 'office' as const, id: 'o' }, days: 5, dueOn, left: 1, level })
  expect(pressing([])).toEqual({ dueOn: null, warning: null })
  expect(pressing([clock('running', '2026-11-18')])).toEqual({ dueOn: '2026-11-18', warning: null })
  expect(pressing([clock('running', '2026-11-18'), clock('near', '2026-11-20'), clock('near', '2026-11-19')])).toEqual({ dueOn: '2026-11-19', warning: 'near' })
})
