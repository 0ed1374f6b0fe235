import { members } from '../loose.ts'
import type { Check, Draft, Report } from './report.ts'

/** W-1.3: every identifier names one thing; where two kinds may stand in one column they never share an identifier. */
export const identifiers: Check = (draft, report) => {
  const departments = unique(draft.departments, ['departments'], 'departmentId', report)
  unique(draft.regions, ['regions'], 'code', report)
  const offices = unique(draft.offices, ['offices'], 'officeId', report)
  const centers = unique(draft.centers, ['centers'], 'centerId', report)
  unique(draft.windows, ['windows'], 'windowId', report)
  unique(draft.staff, ['staff'], 'personId', report)
  const items = unique(draft.items, ['items'], 'itemCode', report)
  for (const [id, index] of centers)
    if (offices.has(id)) report(['centers', index, 'centerId'], 'ambiguousId', { id, other: 'offices' })
  for (const [id, index] of items)
    if (departments.has(id)) report(['items', index, 'itemCode'], 'ambiguousId', { id, other: 'departments' })
  for (const [index, item] of members(draft.items)) {
    unique(item.materials, ['items', index, 'materials'], 'materialId', report)
    unique(item.form, ['items', index, 'form'], 'fieldId', report)
    unique(item.parts, ['items', index, 'parts'], 'partId', report)
    for (const [at, field] of members(item.form)) {
      if (field.kind === 'choice') unique(field.choices, ['items', index, 'form', at, 'choices'], 'value', report)
    }
  }
  listsWithoutRepeats(draft, report)
}

type Row<K extends string> = { [key in K]?: string | undefined }

/** The first place of each identifier. */
function unique<K extends string>(
  list: readonly (Row<K> | undefined)[] | undefined,
  path: (string | number)[],
  key: K,
  report: Report,
): Map<string, number> {
  const seen = new Map<string, number>()
  for (const [index, row] of members(list)) {
    const id = row[key]
    if (id === undefined) continue
    if (seen.has(id)) report([...path, index, key], 'notUnique', { id })
    else seen.set(id, index)
  }
  return seen
}

function listsWithoutRepeats(draft: Draft, report: Report): void {
  const once = (list: readonly (string | number | undefined)[] | undefined, path: (string | number)[]): void => {
    const seen = new Set<string | number>()
    for (const [index, id] of members(list)) {
      if (seen.has(id)) report([...path, index], 'twiceInList', { id })
      seen.add(id)
    }
  }
  for (const [index, office] of members(draft.offices)) {
    once(office.departments, ['offices', index, 'departments'])
    once(office.standIns, ['offices', index, 'standIns'])
  }
  for (const [index, person] of members(draft.staff)) {
    once(person.skills, ['staff', index, 'skills'])
    once(person.languages, ['staff', index, 'languages'])
  }
  once(draft.calendar?.years, ['calendar', 'years'])
}
