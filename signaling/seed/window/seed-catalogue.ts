import type { Catalogue } from '#protocol/window/catalogue.ts'
import { readCatalogue } from '#domain/window/catalogue/index.ts'
import { CALENDAR } from './calendar.ts'
import { DEPARTMENTS, REGIONS } from './divisions.ts'
import { FUND_ITEMS } from './items-fund.ts'
import { HOUSEHOLD_ITEMS } from './items-household.ts'
import { INSURANCE_ITEMS } from './items-insurance.ts'
import { MARKET_ITEMS } from './items-market.ts'
import { PROPERTY_ITEMS } from './items-property.ts'
import { SOCIAL_ITEMS } from './items-social.ts'
import { TRAFFIC_ITEMS } from './items-traffic.ts'
import { WORK_ITEMS } from './items-work.ts'
import { STAFF } from './people.ts'
import { CENTERS, OFFICES, WINDOWS } from './places.ts'

/**
 * Three provinces to begin with (docs/catalogue.md): places and divisions are real, offices, numbers and people are
 * invented; codes follow the form of the national list but must be replaced by an installation's own.
 * @throws CatalogueError if the seed does not keep to the rules of a catalogue
 */
export function seedCatalogue(): Catalogue {
  return readCatalogue({
    version: 1,
    title: '长三角跨省通办示范目录（人员、电话、编码均为虚构；2027年日历为暂定）',
    departments: DEPARTMENTS,
    regions: REGIONS,
    offices: OFFICES,
    centers: CENTERS,
    windows: WINDOWS,
    staff: STAFF,
    items: [
      ...PROPERTY_ITEMS,
      ...INSURANCE_ITEMS,
      ...WORK_ITEMS,
      ...HOUSEHOLD_ITEMS,
      ...TRAFFIC_ITEMS,
      ...FUND_ITEMS,
      ...MARKET_ITEMS,
      ...SOCIAL_ITEMS,
    ],
    calendar: CALENDAR,
  })
}
