import type { StaffRole } from '#protocol/window/catalogue.ts'
import { members } from '../loose.ts'
import type { Check } from './report.ts'

/** Where each role works (terms §1): clerks of the competent office behind its windows, everybody at the counter in a centre. */
const PLACE_OF_ROLE: Record<StaffRole, readonly ('office' | 'center')[]> = {
  remoteClerk: ['office'],
  supervisor: ['office'],
  reviewer: ['office'],
  localClerk: ['center'],
  helper: ['center'],
  interpreter: ['office', 'center'],
}

/** W-1.7: whoever works for the windows works somewhere, and knows what is done there. */
export const staff: Check = (draft, report) => {
  const offices = new Map([...members(draft.offices)].map(([, office]) => [office.officeId, office]))
  const centers = new Set([...members(draft.centers)].map(([, center]) => center.centerId))
  const departments = new Set([...members(draft.departments)].map(([, each]) => each.departmentId))
  const departmentOf = new Map([...members(draft.items)].map(([, item]) => [item.itemCode, item.department]))
  for (const [index, { at, role, skills }] of members(draft.staff)) {
    if (at === undefined) continue
    const place = offices.has(at) ? 'office' : centers.has(at) ? 'center' : null
    if (place === null) report(['staff', index, 'at'], 'unknownAt', { id: at })
    else if (role !== undefined && !PLACE_OF_ROLE[role].includes(place)) {
      report(['staff', index, 'at'], 'wrongPlaceForRole', {
        role,
        expected: PLACE_OF_ROLE[role].map((each) => (each === 'office' ? 'offices' : 'centers')).join(' / '),
      })
    }
    for (const [slot, skill] of members(skills)) {
      const path = ['staff', index, 'skills', slot]
      if (!departments.has(skill) && !departmentOf.has(skill)) {
        report(path, 'unknownSkill', { id: skill })
        continue
      }
      const department = departments.has(skill) ? skill : departmentOf.get(skill)
      const kept = offices.get(at)?.departments
      if (kept && department !== undefined && !kept.includes(department))
        report(path, 'skillNotAtOffice', { id: skill, office: at })
    }
  }
}
