import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fullName, lineage, liesIn, rankOf } from './regions.ts'
import { readCatalogue } from './read.ts'
import { competentOffices, coverageGaps, isCrossProvince } from './routing.ts'
import { smallCatalogue } from './testing/small.ts'

const CATALOGUE = readCatalogue(smallCatalogue())
const routed = (item: string, region: string) => {
  const route = competentOffices(CATALOGUE, item, region)
  return route.ok ? [route.office.officeId, ...route.standIns.map((each) => each.officeId)] : route.error
}

describe('the competent office', () => {
  it('W-1.15 is the one of the place itself', () => {
    expect(routed('mortgage', '330482')).toEqual(['pinghu'])
  })

  it('W-1.15 or the nearest above it that keeps the department', () => {
    expect(routed('transfer', '330482')).toEqual(['jiaxing'])
    expect(routed('mortgage', '320826')).toEqual(['huaian', 'jiaxing'])
  })

  it('W-1.16 is named as missing where nobody has jurisdiction; another province never has', () => {
    expect(routed('mortgage', '320000')).toEqual({ code: 'noOffice', details: { region: '320000', item: 'mortgage' } })
  })

  it('W-1.16 unknown items and regions are refused by name', () => {
    expect(routed('sorcery', '320826')).toEqual({ code: 'unknownItem', details: { item: 'sorcery' } })
    expect(routed('mortgage', '990000')).toEqual({ code: 'unknownRegion', details: { region: '990000' } })
    expect(routed('mortgage', '__proto__')).toMatchObject({ code: 'unknownRegion' })
  })

  it('W-1.15 stands in only where it keeps the department of the item', () => {
    const raw = smallCatalogue()
    raw.offices[1]!.departments = ['medical']
    const catalogue = readCatalogue(raw)
    const route = competentOffices(catalogue, 'mortgage', '320826')
    expect(route).toMatchObject({ ok: true, office: { officeId: 'huaian' }, standIns: [] })
    expect(competentOffices(catalogue, 'transfer', '320826')).toMatchObject({ standIns: [{ officeId: 'jiaxing' }] })
  })

  it('W-1.15 always keeps the department, in the place or above it; where there is none, the gaps say so', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            region: fc.constantFrom(...CATALOGUE.regions.map((each) => each.code)),
            departments: fc.subarray(['realEstate', 'medical'], { minLength: 1 }),
          }),
          { minLength: 1 },
        ),
        fc.constantFrom(...CATALOGUE.items),
        fc.constantFrom(...CATALOGUE.regions),
        (places, item, region) => {
          const offices = places.map((place, at) => ({ ...CATALOGUE.offices[0]!, ...place, officeId: `o${at}`, standIns: [] }))
          const catalogue = { ...CATALOGUE, offices }
          const route = competentOffices(catalogue, item.itemCode, region.code)
          const gap = coverageGaps(catalogue).some((each) => each.department === item.department && each.region === region.code)
          expect(route.ok).toBe(!gap)
          if (!route.ok) return
          expect(route.office.departments).toContain(item.department)
          expect(liesIn(region.code, route.office.region)).toBe(true)
          const nearer = lineage(region.code).slice(0, lineage(region.code).indexOf(route.office.region))
          expect(offices.some((each) => nearer.includes(each.region) && each.departments.includes(item.department))).toBe(false)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('divisions', () => {
  it('W-1.4 codes tell rank, lineage and name', () => {
    expect(['320000', '320800', '320826', '330110'].map(rankOf)).toEqual(['province', 'prefecture', 'county', 'county'])
    expect(lineage('320826')).toEqual(['320826', '320800', '320000'])
    expect(lineage('330000')).toEqual(['330000'])
    expect(fullName(CATALOGUE.regions, '320826')).toBe('江苏省淮安市涟水县')
    expect(isCrossProvince('320826', { region: '330482' })).toBe(true)
    expect(isCrossProvince('320826', { region: '320800' })).toBe(false)
  })
})
