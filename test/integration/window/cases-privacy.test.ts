import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { NUMBER, OTHER_NUMBER, openHouse, until, type House, type TestDatabase } from './matters.ts'

/** Who sees what of a case, what is written down about it, and what is left once it is erased (W-7). On a real database. */
let database: TestDatabase
let house: House
type Person = Awaited<ReturnType<House['staff']>>
let citizen: Person, stranger: Person, clerk: Person, lead: Person, local: Person, otherCentre: Person, otherOffice: Person, otherLead: Person
const MEDICAL = '002036002001'
const OFFICE = 'zj-pinghu'
let caseId = ''

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHouse(database, { papers: false })
  ;[citizen, stranger] = [await house.citizen(), await house.citizen('李䶮', OTHER_NUMBER)]
  ;[clerk, lead, local] = [await house.staff('remoteClerk', OFFICE), await house.staff('supervisor', OFFICE), await house.staff('localClerk', 'c-lianshui')]
  ;[otherCentre, otherOffice, otherLead] = [await house.staff('localClerk', 'c-hefei'), await house.staff('remoteClerk', 'ah-hefei'), await house.staff('supervisor', 'ah-hefei')]
  caseId = (await house.matters.calls.openCase(citizen, { commandId: newId(), itemCode: MEDICAL, region: '330482' })).caseId
  await house.act(caseId, clerk, { type: 'confirmIdentity', number: NUMBER })
  await house.settled()
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

const listed = async (by: Person) => ((await (await house.get(by, '/api/window/cases')).json()) as { cases: { caseId: string }[] }).cases.map((one) => one.caseId)
const strangers = () => [stranger, local, otherCentre, otherOffice, otherLead]

test('citizen and office see the case; another citizen, centre and office see nothing and are told nothing', async () => {
  for (const by of [citizen, clerk, lead]) expect(await listed(by)).toEqual([caseId])
  for (const by of strangers()) {
    expect(await listed(by)).toEqual([])
    for (const purpose of ['handling', 'supervision', 'ownMatter'] as const) {
      await expect(house.matters.calls.watchCase(by, { caseId, purpose })).rejects.toMatchObject({ code: 'notFound' })
    }
    await expect(house.act(caseId, by, { type: 'withdraw', reason: '' })).rejects.toMatchObject({ code: 'notFound' })
    await expect(house.matters.calls.composePaper(by, { caseId, template: 'applicationForm' })).rejects.toMatchObject({ code: 'notFound' })
    expect((await house.get(by, `/api/window/cases/${caseId}/documents/doc-1/file`)).status).toBe(404)
    expect(by.notices.filter((notice) => notice.name === 'case')).toEqual([])
  }
})

test('looking is bound to a purpose and written down before anything is shown; the office’s supervisors read it', async () => {
  await expect(house.matters.calls.watchCase(clerk, { caseId, purpose: 'supervision' })).rejects.toMatchObject({ code: 'purposeNotAllowed' })
  await expect(house.matters.calls.watchCase(lead, { caseId, purpose: 'archive' })).rejects.toMatchObject({ code: 'purposeNotAllowed' })
  const { view } = await house.matters.calls.watchCase(clerk, { caseId, purpose: 'handling' })
  expect(view).toMatchObject({ identity: { mark: { hmac: '', vaultId: '', tail: NUMBER.slice(-4) } } })
  await house.matters.calls.watchCase(citizen, { caseId, purpose: 'ownMatter' })
  const log = async (by: Person) => house.get(by, `/api/window/access-log?caseId=${caseId}`)
  const { entries } = (await (await log(lead)).json()) as { entries: { by: string; purpose: string; lens: string }[] }
  expect(entries).toMatchObject([{ by: citizen.seat.personId, purpose: 'ownMatter' }, { by: clerk.seat.personId, purpose: 'handling', lens: 'office' }])
  expect(((await (await log(otherLead)).json()) as { entries: object[] }).entries).toEqual([])
  for (const by of [clerk, citizen]) expect((await log(by)).status).toBe(403)
  await expect(database.pool.query('delete from access_log')).rejects.toThrow('only grows')
})

test('the pages of a case, fetched all at once, are one look', async () => {
  const state = await house.state(caseId)
  const looks = async () => (await database.pool.query('select 1 from access_log where case_id = $1 and by_id = $2', [caseId, lead.seat.personId])).rowCount ?? 0
  const before = await looks()
  await Promise.all(Array.from({ length: 6 }, () => house.matters.inside.cases.access.glance(state, lead.seat)))
  expect(await looks()).toBe(before + 1)
})

test('a file that was brought to another case is no material of this one', async () => {
  const other = (await house.matters.calls.openCase(stranger, { commandId: newId(), itemCode: MEDICAL, region: '330482' })).caseId
  const materialId = (await house.state(caseId)).item.materials.find(({ knownFromData }) => !knownFromData)?.materialId ?? ''
  await house.upload(other, stranger, materialId)
  const { file } = (await house.state(other)).materials[materialId]?.versions[0] ?? {}
  if (!file) throw new Error('nothing was handed in')
  await expect(house.act(caseId, citizen, { type: 'addMaterial', materialId, file, source: 'upload' })).rejects.toMatchObject({ code: 'notFound' })
})

test('a refused number leaves nothing under lock', async () => {
  const kept = async () => (await database.pool.query('select vault_id from identity_vault where owner = $1', [`case/${caseId}`])).rows.length
  const before = await kept()
  await expect(house.act(caseId, clerk, { type: 'confirmIdentity', number: OTHER_NUMBER })).rejects.toMatchObject({ code: 'alreadyDone' })
  expect(await kept()).toBe(before)
  const { rows } = await database.pool.query<{ sealed: string }>('select sealed from identity_vault')
  expect(rows.map(({ sealed }) => Buffer.from(sealed, 'base64').toString('latin1')).join()).not.toContain(NUMBER)
})

test('a citizen takes home all that is held about them, and nothing of others', async () => {
  const own = (await (await house.get(citizen, '/api/window/own-data')).json()) as { cases: { caseId: string }[]; accessLog: object[]; person: { name: string } }
  expect(own).toMatchObject({ person: { name: '王喆堃' }, cases: [{ caseId }] })
  expect(own.accessLog.length).toBeGreaterThan(1)
  expect(JSON.stringify(own)).not.toMatch(new RegExp(`${NUMBER}|李䶮`))
  expect((await house.get(clerk, '/api/window/own-data')).status).toBe(403)
})

test('erased once the time is over: name and number are gone from log, vault and list, and the log still verifies and folds', async () => {
  await house.act(caseId, citizen, { type: 'withdraw', reason: '不再需要' })
  await expect(house.act(caseId, citizen, { type: 'askErasure' })).rejects.toMatchObject({ code: 'retentionRuns' })
  await house.goTo('2028-11-17')
  await until(async () => (await house.state(caseId)).erased !== null)
  await house.settled()
  expect((await database.pool.query('select 1 from identity_vault where owner = $1', [`case/${caseId}`])).rows).toEqual([])
  expect((await database.pool.query('select 1 from case_keys where case_id = $1', [caseId])).rows).toEqual([])
  await house.restart()
  const state = await house.state(caseId)
  expect(state).toMatchObject({ citizen: { name: '—', phone: '' }, identity: { mark: { tail: '0000' } }, closed: { outcome: 'withdrawn' } })
  expect((await house.store.verify(`case/${caseId}`)).ok).toBe(true)
  const { rows } = await database.pool.query<{ all: string }>('select string_agg(event, $2) as all from events where stream = $1', [`case/${caseId}`, '\n'])
  expect(rows[0]?.all).not.toMatch(/王喆堃|13800138000|不再需要/)
  // while somebody is signed in they are known; afterwards nothing of them is left but of what still runs
  await database.pool.query("update sessions set created_at = '2026-11-16', expires_at = '2026-11-17'")
  await database.pool.query("update citizens set created_at = '2026-11-16'")
  await house.settled()
  expect((await database.pool.query('select name from citizens')).rows).toEqual([{ name: '李䶮' }])
  expect((await database.pool.query('select citizen_name from window_cases where case_id = $1', [caseId])).rows).toEqual([{ citizen_name: '—' }])
})
