import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readCatalogue, toCsv } from '#domain/window/catalogue/index.ts'
import { smallCatalogue } from '#domain/window/catalogue/testing/small.ts'
import { checkCatalogue, countsOf } from './check-catalogue.ts'

const json = (data: unknown): Uint8Array => strToU8(JSON.stringify(data))

describe('W-1.1 a catalogue is looked through before it is sent', () => {
  test('a sound one, as JSON and as a ZIP of CSV files', () => {
    const small = readCatalogue(smallCatalogue())
    const zip = zipSync(Object.fromEntries([...toCsv(small)].map(([name, text]) => [name, strToU8(text)])))
    for (const bytes of [json(small), zip]) {
      const checked = checkCatalogue(bytes)
      expect(checked.ok && countsOf(checked.catalogue)).toEqual(countsOf(small))
    }
  })

  test('every fault is named with its place, none taken for another', () => {
    const small = readCatalogue(smallCatalogue())
    const [office] = small.offices
    const broken = { ...small, offices: small.offices.map((one) => (one === office ? { ...one, region: '999900', departments: ['nowhere'] } : one)) }
    const checked = checkCatalogue(json(broken))
    expect(checked.ok).toBe(false)
    const rules = checked.ok ? [] : (checked.problems ?? []).map(({ table, row, rule }) => `${table}/${row}/${rule}`)
    expect(rules).toEqual(expect.arrayContaining(['offices/1/unknownRegion', 'offices/1/unknownDepartment']))
  })

  test('what is neither JSON nor ZIP is said to be so', () => {
    expect(checkCatalogue(strToU8('名称,编码'))).toEqual({ ok: false, problems: null, unreadable: 'format' })
    expect(checkCatalogue(new Uint8Array([0x50, 0x4b, 1, 2, 3]))).toEqual({ ok: false, problems: null, unreadable: 'format' })
  })
})
