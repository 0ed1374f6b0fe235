import type { Catalogue, Office, ServiceItem } from '#protocol/window/catalogue.ts'
import type { WireError } from '#protocol/errors.ts'
import { lineage, provinceOf } from './regions.ts'

export type Route =
  | { ok: true; item: ServiceItem; office: Office; /** Nearest first, each with the item's department. */ standIns: Office[] }
  | { ok: false; error: WireError }

/**
 * The office that has jurisdiction over an item in a place (属地), and those that may stand in while its windows are
 * closed (W-1.15, W-1.16).
 * @param region what the citizen answered to the item's question of jurisdiction
 */
export function competentOffices(catalogue: Catalogue, itemCode: string, region: string): Route {
  const item = catalogue.items.find((each) => each.itemCode === itemCode)
  if (!item) return refused('unknownItem', { item: itemCode })
  if (!catalogue.regions.some((each) => each.code === region)) return refused('unknownRegion', { region })
  const keepers = catalogue.offices.filter((office) => office.departments.includes(item.department))
  const office = lineage(region)
    .map((code) => keepers.find((each) => each.region === code))
    .find((each) => each !== undefined)
  if (!office) return refused('noOffice', { region, item: itemCode })
  return { ok: true, item, office, standIns: office.standIns.flatMap((id) => keepers.filter((each) => each.officeId === id)) }
}

/** A citizen sits in one province and the office in another: 跨省通办 (R11). */
export function isCrossProvince(fromRegion: string, office: Pick<Office, 'region'>): boolean {
  return provinceOf(fromRegion) !== provinceOf(office.region)
}

/** Where an item of this department would find nobody: shown to whoever imports, refused to nobody (W-1.16). */
export type Gap = { department: string; region: string }

/** For each department that has items, the regions of the catalogue without an office of their own or above them. */
export function coverageGaps(catalogue: Catalogue): Gap[] {
  const used = new Set(catalogue.items.map((item) => item.department))
  return [...used].flatMap((department) => {
    const kept = new Set(
      catalogue.offices.filter((office) => office.departments.includes(department)).map((office) => office.region),
    )
    return catalogue.regions
      .filter(({ code }) => !lineage(code).some((each) => kept.has(each)))
      .map(({ code }) => ({ department, region: code }))
  })
}

function refused(code: WireError['code'], details: WireError['details']): Route {
  return { ok: false, error: { code, details } }
}
