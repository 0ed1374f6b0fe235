import type { Catalogue, Office, ServiceItem } from '#protocol/window/catalogue.ts'
import type { CaseItem, CasePlace } from '#protocol/window/case.ts'
import { AppError } from '#protocol/errors.ts'
import { competentOffices, lineage } from '#domain/window/catalogue/index.ts'

export type CasePart = { partId: string; place: CasePlace }

export const officePlace = ({ officeId, name, phone }: Office): CasePlace => ({ kind: 'office', id: officeId, name, phone })

export function centrePlace(catalogue: Catalogue, centerId: string | null): CasePlace | null {
  const centre = catalogue.centers.find((one) => one.centerId === centerId)
  return centre ? { kind: 'centre', id: centre.centerId, name: centre.name, phone: centre.phone } : null
}

/**
 * The office that takes a case: the competent one, or the one of the call where that stands in for it.
 * @throws AppError unknownItem, unknownRegion, noOffice; cannotTake for an office that is neither
 */
export function officeFor(catalogue: Catalogue, itemCode: string, region: string, at: string | null): { item: ServiceItem; office: Office } {
  const route = competentOffices(catalogue, itemCode, region)
  if (!route.ok) throw new AppError(route.error.code, route.error.details)
  const office = at === null ? route.office : [route.office, ...route.standIns].find(({ officeId }) => officeId === at)
  if (!office) throw new AppError('cannotTake')
  return { item: route.item, office }
}

/**
 * Who does each part of joint handling: of the applicant's place the office there that keeps the department, and where
 * there is none the centre; of the competent place likewise the office, failing which the office in charge.
 */
export function partsFor(catalogue: Catalogue, item: Pick<ServiceItem, 'parts'>, office: Office, centre: CasePlace | null): CasePart[] {
  const centreRegion = catalogue.centers.find(({ centerId }) => centerId === centre?.id)?.region
  return item.parts.map(({ partId, place, department }) => {
    if (place === 'applicant' && centre !== null && centreRegion !== undefined) {
      const own = keeperOf(catalogue, department, centreRegion)
      return { partId, place: own ? officePlace(own) : centre }
    }
    return { partId, place: officePlace(keeperOf(catalogue, department, office.region) ?? office) }
  })
}

function keeperOf(catalogue: Catalogue, department: string, region: string): Office | undefined {
  const keepers = catalogue.offices.filter((one) => one.departments.includes(department))
  return lineage(region).map((code) => keepers.find((one) => one.region === code)).find((one) => one !== undefined)
}

export function itemOf(item: ServiceItem): CaseItem {
  const { itemCode, name, mode, materials, form, legalDays, promisedDays, fee, parts, signs, paperOnly } = item
  return { itemCode, name, mode, materials, form, legalDays, promisedDays, fee, parts, signs, paperOnly }
}
