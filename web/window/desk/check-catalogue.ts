import { unzipSync } from 'fflate'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { CatalogueError, coverageGaps, readCatalogue, readCatalogueCsv } from '#domain/window/catalogue/index.ts'
import type { CatalogueProblem, Gap } from '#domain/window/catalogue/index.ts'

export type Checked =
  | { ok: true; catalogue: Catalogue; gaps: Gap[] }
  | { ok: false; problems: readonly CatalogueProblem[] }
  /** Neither JSON nor a ZIP of CSV files, or one that unpacks to more than any catalogue. */
  | { ok: false; problems: null; unreadable: 'format' | 'tooLarge' }

const MOST_UNPACKED = 64 * 2 ** 20

/** Reads a catalogue as the server will, without sending it: every fault is named before anything is touched (W-1.1). */
export function checkCatalogue(bytes: Uint8Array): Checked {
  try {
    const data = isZip(bytes) ? readCatalogueCsv(unpack(bytes)) : readCatalogue(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown)
    return { ok: true, catalogue: data, gaps: coverageGaps(data) }
  } catch (error) {
    if (error instanceof CatalogueError) return { ok: false, problems: error.problems }
    return { ok: false, problems: null, unreadable: error instanceof RangeError ? 'tooLarge' : 'format' }
  }
}

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** @throws RangeError for what unpacks to more than a catalogue */
function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  let total = 0
  return new Map(Object.entries(unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      total += originalSize
      if (total > MOST_UNPACKED) throw new RangeError('the archive is too large')
      return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !name.endsWith('.DS_Store')
    },
  })))
}

/** How many of each kind a catalogue has, for a look before and after. */
export const countsOf = ({ departments, regions, offices, centers, windows, staff, items, calendar }: Catalogue) => ({
  departments: departments.length, regions: regions.length, offices: offices.length, centers: centers.length, windows: windows.length, staff: staff.length, items: items.length,
  materials: items.reduce((sum, item) => sum + item.materials.length, 0), holidays: calendar.holidays.length, workdays: calendar.workdays.length,
})
