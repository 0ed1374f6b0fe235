import { strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openHouse, type House, type TestDatabase } from './matters.ts'

/** The catalogue goes out as it came in, and comes in as a whole or not at all; over HTTP on a real database. */
let database: TestDatabase
let house: House
type Person = Awaited<ReturnType<House['staff']>>
let lead: Person, clerk: Person, citizen: Person
const PATH = '/api/window/catalogue'
const JSON_TYPE = 'application/json'

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHouse(database, { papers: false })
  ;[lead, clerk, citizen] = [await house.staff('supervisor', 'zj-pinghu-realty'), await house.staff('remoteClerk', 'zj-pinghu-realty'), await house.citizen()]
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

const exported = async (): Promise<Catalogue> => (await (await house.get(lead, PATH)).json()) as Catalogue
type Refusal = { error: { code: string; details: { count: number; problems: string; problemsEn: string } } }

test('what goes out as CSV comes in again as the next version of the same', async () => {
  const before = await exported()
  expect(before.version).toBe(1)
  const zip = Buffer.from(await (await house.get(lead, `${PATH}?format=csv`)).arrayBuffer())
  expect(Object.keys(unzipSync(zip))).toContain('items.csv')
  const answer = await house.put(lead, PATH, zip, 'application/zip')
  expect([answer.status, await answer.json()]).toEqual([200, { version: 2 }])
  expect(await exported()).toEqual({ ...before, version: 2 })
  expect((await house.store.verify('catalogue/main')).ok).toBe(true)
})

test('a change shows at once, and after a restart', async () => {
  const next = await exported()
  const [item] = next.items
  if (item) item.promisedDays = 1
  expect((await house.put(lead, PATH, JSON.stringify(next), JSON_TYPE)).status).toBe(200)
  const shown = (await (await house.get(null, `/api/window/items/${item?.itemCode ?? ''}`)).json()) as { item: { promisedDays: number } }
  expect(shown.item.promisedDays).toBe(1)
  expect(house.catalogues.current().version).toBe(3)
})

test('with faults nothing of it is taken in, and every fault is told in both languages', async () => {
  const wrong = await exported()
  const [first, second] = wrong.items
  if (first) first.department = 'nowhere'
  if (second) second.promisedDays = second.legalDays + 1
  const answer = await house.put(lead, PATH, JSON.stringify({ ...wrong, extra: 1 }), JSON_TYPE)
  const { error } = (await answer.json()) as Refusal
  // the three, and the clerk whose skill is that item, which the office no longer keeps
  expect([answer.status, error.code, error.details.count]).toEqual([422, 'catalogueInvalid', 4])
  expect(error.details.problems.split('\n')).toHaveLength(4)
  expect(error.details.problemsEn.split('\n')).toHaveLength(4)
  expect(error.details.problems).toContain('items 第 1 行')
  expect((await exported()).version).toBe(3)

  const files = Object.fromEntries(Object.entries(unzipSync(Buffer.from(await (await house.get(lead, `${PATH}?format=csv`)).arrayBuffer()))))
  files['staff.csv'] = strToU8('personId,name\r\nw-1,"unclosed')
  const csv = await house.put(lead, PATH, Buffer.from(zipSync(files)), 'application/zip')
  expect(csv.status).toBe(422)
  expect(((await csv.json()) as Refusal).error.details.problems).toContain('staff')
  expect((await exported()).version).toBe(3)
})

test('only supervisors bring one in; clerks read it, citizens do not; what is no catalogue is refused', async () => {
  const body = JSON.stringify(await exported())
  expect((await house.put(clerk, PATH, body, JSON_TYPE)).status).toBe(403)
  expect((await house.put(citizen, PATH, body, JSON_TYPE)).status).toBe(403)
  expect((await house.get(clerk, PATH)).status).toBe(200)
  expect((await house.get(citizen, PATH)).status).toBe(403)
  expect((await house.get(null, PATH)).status).toBe(401)
  expect((await house.put(lead, PATH, 'not json', JSON_TYPE)).status).toBe(400)
  expect((await house.put(lead, PATH, Buffer.from('PK\u0003\u0004 no zip'), 'application/zip')).status).toBe(400)
  expect((await house.put(lead, PATH, Buffer.from(zipSync({ 'items.csv': new Uint8Array(140 * 2 ** 20) }, { level: 9 })), 'application/zip')).status).toBe(413)
  expect((await exported()).version).toBe(3)
})

test('anybody finds items, their office, and whether it is open', async () => {
  const items = (await (await house.get(null, '/api/window/items?q=抵押')).json()) as { items: { itemCode: string }[] }
  expect(items.items[0]?.itemCode).toBe('000715001001')
  const route = async (region: string, item = '000715001001') => (await house.get(null, `/api/window/items/${item}/route/${region}?center=c-lianshui`)).json()
  expect(await route('330482')).toMatchObject({ officeId: 'zj-pinghu-realty', open: true, opensAt: null, crossProvince: true })
  expect(await route('330482', 'no-such')).toMatchObject({ error: { code: 'unknownItem' } })
  expect(await route('999999')).toMatchObject({ error: { code: 'unknownRegion' } })
})
