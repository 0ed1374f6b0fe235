import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { competentOffices } from '../routing.ts'
import { RULES } from '../rules.ts'
import { readCatalogueCsv } from './from-csv.ts'
import { TABLES } from './tables.ts'

const page = readFileSync(new URL('../../../../../docs/catalogue.md', import.meta.url), 'utf8')

it('W-1.12 the example of docs/catalogue.md is a catalogue', () => {
  const blocks = new Map(
    [...page.matchAll(/^### (\w+\.csv)\n[^]*?```csv\n([^]*?)```/gm)].map(([, name = '', text = '']) => [name, text]),
  )
  expect([...blocks.keys()].sort()).toEqual(TABLES.map(({ name }) => `${name}.csv`).sort())
  const catalogue = readCatalogueCsv(blocks)
  expect(catalogue.items[0]).toMatchObject({ itemCode: '000715001001', guide: expect.stringContaining('\n') })
  expect(competentOffices(catalogue, '000715001001', '330482')).toMatchObject({
    ok: true,
    office: { officeId: 'zj-pinghu' },
    standIns: [{ officeId: 'zj-haining' }],
  })
})

it('docs/catalogue.md names every column and every rule', () => {
  for (const { keys, columns } of TABLES)
    for (const name of [...keys, ...columns.map((column) => column.name)]) expect(page).toContain(name)
  expect(Object.keys(RULES).filter((rule) => !page.includes(`\`${rule}\``))).toEqual([])
})
