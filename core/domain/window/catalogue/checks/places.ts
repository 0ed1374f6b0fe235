import { members } from '../loose.ts'
import { provinceOf, rankOf } from '../regions.ts'
import type { Check, Draft, Report } from './report.ts'

/** W-1.4, W-1.5, W-1.6: regions, offices, centres and windows refer to what there is; competence is single. */
export const places: Check = (draft, report) => {
  const regions = new Set([...members(draft.regions)].map(([, region]) => region.code))
  const departments = new Set([...members(draft.departments)].map(([, each]) => each.departmentId))
  const offices = new Map(
    [...members(draft.offices)].flatMap(([, office]) => (office.officeId ? [[office.officeId, office] as const] : [])),
  )
  const region = (code: string | undefined, path: (string | number)[]): void => {
    if (code !== undefined && !regions.has(code)) report(path, 'unknownRegion', { id: code })
  }
  for (const [index, { code }] of members(draft.regions)) {
    if (code !== undefined && !regions.has(provinceOf(code)))
      report(['regions', index, 'code'], 'noProvince', { id: code, province: provinceOf(code) })
  }
  for (const [index, center] of members(draft.centers)) region(center.region, ['centers', index, 'region'])
  for (const [index, { officeId }] of members(draft.windows)) {
    if (officeId !== undefined && !offices.has(officeId))
      report(['windows', index, 'officeId'], 'unknownOffice', { id: officeId })
  }
  for (const [index, office] of members(draft.offices)) {
    region(office.region, ['offices', index, 'region'])
    for (const [at, id] of members(office.departments)) {
      if (!departments.has(id)) report(['offices', index, 'departments', at], 'unknownDepartment', { id })
    }
    standIns(index, office, offices, report)
  }
  singleCompetence(draft, report)
}

type Office = NonNullable<NonNullable<Draft['offices']>[number]>

function standIns(index: number, office: Office, offices: Map<string, Office>, report: Report): void {
  for (const [at, id] of members(office.standIns)) {
    const path = ['offices', index, 'standIns', at]
    const other = offices.get(id)
    if (id === office.officeId) report(path, 'standsInForSelf')
    else if (!other) report(path, 'unknownOffice', { id })
    else {
      if (office.region && other.region && rankOf(office.region) !== rankOf(other.region)) report(path, 'standInRank', { id })
      if (office.departments && other.departments && !office.departments.some((each) => other.departments?.includes(each)))
        report(path, 'standInIdle', { id })
    }
  }
}

function singleCompetence(draft: Draft, report: Report): void {
  const keeper = new Map<string, string>()
  for (const [index, { officeId, region, departments }] of members(draft.offices)) {
    for (const [at, department] of members(departments)) {
      const key = `${region} ${department}`
      const other = keeper.get(key)
      if (region === undefined || officeId === undefined) continue
      if (other === undefined) keeper.set(key, officeId)
      else if (other !== officeId)
        report(['offices', index, 'departments', at], 'doubleCompetence', { region, department, other })
    }
  }
}
