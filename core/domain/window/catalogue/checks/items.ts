import { members } from '../loose.ts'
import type { Check, Draft, Report } from './report.ts'

/** W-1.8, W-1.9: an item belongs to a department that some office keeps; its times and parts fit together. */
export const items: Check = (draft, report) => {
  const departments = new Set([...members(draft.departments)].map(([, each]) => each.departmentId))
  const kept = new Set([...members(draft.offices)].flatMap(([, office]) => office.departments ?? []))
  for (const [index, item] of members(draft.items)) {
    const path = ['items', index]
    if (item.department !== undefined) {
      if (!departments.has(item.department)) report([...path, 'department'], 'unknownDepartment', { id: item.department })
      else if (!kept.has(item.department)) report([...path, 'department'], 'itemWithoutOffice', { department: item.department })
    }
    if (item.promisedDays !== undefined && item.legalDays !== undefined && item.promisedDays > item.legalDays) {
      report([...path, 'promisedDays'], 'promisedOverLegal', { promised: item.promisedDays, legal: item.legalDays })
    }
    for (const [at, material] of members(item.materials)) {
      if (material.deferrable && material.required === false) report([...path, 'materials', at, 'deferrable'], 'gapNotRequired')
    }
    parts(item, path, departments, report)
  }
}

type Item = NonNullable<NonNullable<Draft['items']>[number]>

function parts(item: Item, path: (string | number)[], departments: ReadonlySet<string | undefined>, report: Report): void {
  const count = item.parts?.length ?? 0
  if (item.mode === 'jointHandling' && item.parts && count < 2) report([...path, 'parts'], 'partsMissing')
  if (item.mode !== undefined && item.mode !== 'jointHandling' && count > 0) report([...path, 'parts'], 'partsUnexpected')
  for (const [at, part] of members(item.parts)) {
    if (part.department !== undefined && !departments.has(part.department))
      report([...path, 'parts', at, 'department'], 'unknownDepartment', { id: part.department })
    if (part.days !== undefined && item.legalDays !== undefined && part.days > item.legalDays) {
      report([...path, 'parts', at, 'days'], 'partOverLegal', { days: part.days, legal: item.legalDays })
    }
  }
}
