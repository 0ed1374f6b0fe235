import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { NUMBER, openHouse, until, type House, type TestDatabase } from './matters.ts'

/** The three ways of R11 from the counter to the result, with real receipts; on a real database. */
let database: TestDatabase
let house: House
const PLEDGE = '000715001001'
const TRANSFER = '000715002001'
const MEDICAL = '002036002001'
const PINGHU = 'zj-pinghu-realty'
const LIANSHUI = 'c-lianshui'

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHouse(database)
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

type Who = { citizen: Awaited<ReturnType<House['citizen']>>; clerk: Awaited<ReturnType<House['staff']>>; local: Awaited<ReturnType<House['staff']>> }
let people: Who
beforeAll(async () => {
  people = { citizen: await house.citizen(), clerk: await house.staff('remoteClerk', PINGHU), local: await house.staff('localClerk', LIANSHUI) }
})

/** A call in which identity is confirmed, the case opened, every required paper captured but `without`, the form filled and signed. */
async function gathered(itemCode: string, region: string, without: string[] = []): Promise<{ caseId: string; caseNo: string; sessionId: string }> {
  const { citizen, clerk, local } = people
  const sessionId = await house.call({ citizen, clerk, local, itemCode })
  await house.identify(sessionId, people)
  const { caseId, caseNo } = await house.matters.calls.openCase(clerk, { commandId: newId(), itemCode, region })
  for (const { materialId, required, knownFromData } of (await house.session(sessionId)).item.materials) {
    if (knownFromData) await house.system(caseId, { type: 'noteKnown', materialId, service: '国家数据共享交换平台', reference: 'q-1' })
    else if (required && !without.includes(materialId)) await house.capture(sessionId, people, 'material', materialId)
  }
  await house.fill(sessionId, people)
  await house.matters.calls.carryIntoCase(clerk, { commandId: newId() })
  await house.sign(caseId, people)
  return { caseId, caseNo, sessionId }
}

async function toDelivery(caseId: string): Promise<void> {
  const { clerk } = people
  const { fee, examination } = await house.state(caseId)
  if (examination === null) await house.act(caseId, clerk, { type: 'examine', opinion: 'grant', note: '' })
  await house.act(caseId, clerk, { type: 'decide', outcome: 'granted', reason: '', remedies: '' })
  if (fee.fen > 0) await house.system(caseId, { type: 'noteFeePaid', fen: fee.fen, reference: 'pay-1' })
  await house.act(caseId, clerk, { type: 'complete', result: '准予登记', results: [{ name: '不动产登记证明', documentId: null }] })
}

describe('collected on behalf (W-4, R11 mode 2)', () => {
  let caseId = ''
  let caseNo = ''

  test('what the call gathered is in the case: identity, stills, form, signature; the number itself only under lock', async () => {
    ({ caseId, caseNo } = await gathered(PLEDGE, '330482', ['propertyCertificate']))
    const state = await house.state(caseId)
    expect(caseNo).toMatch(/^330482-20261116-\d{6}-[\dX]$/)
    expect(state).toMatchObject({ status: 'opened', office: { id: PINGHU }, centre: { id: LIANSHUI }, citizen: { name: '王喆堃' } })
    expect(state.identity).toMatchObject({ basis: 'call', mark: { tail: NUMBER.slice(-4) } })
    expect(state.form.confirmed).not.toBeNull()
    expect(state.signing).toMatchObject([{ signedAt: expect.any(String) as string }])
    expect(await house.matters.inside.cases.vault.open(state.identity?.mark.vaultId ?? '')).toBe(NUMBER)
    const { rows } = await database.pool.query<{ event: string }>('select event from events where stream = $1', [`case/${caseId}`])
    expect(rows.map(({ event }) => event).join()).not.toMatch(new RegExp(`${NUMBER}|王喆堃|13800138000`))
    // the call knows of its case and of the signed paper
    const session = await house.session(state.sessionIds[0] ?? '')
    expect(session.caseLink).toEqual({ caseId, caseNo })
    expect(session.papers).toMatchObject([{ kind: 'applicationForm', signedAt: expect.any(String) as string }])
  })

  test('the same command opens no second case, and carrying twice changes nothing', async () => {
    const before = (await house.state(caseId)).seq
    await house.matters.calls.carryIntoCase(people.clerk, { commandId: newId() })
    expect((await house.state(caseId)).seq).toBe(before)
    await expect(house.matters.calls.openCase(people.clerk, { commandId: newId(), itemCode: PLEDGE, region: '330482' })).rejects.toMatchObject({ code: 'alreadyDone' })
  })

  test('the receipt is made at once, sealed, verifies, and is made once only', async () => {
    await house.act(caseId, people.local, { type: 'receive' })
    const { papers } = await house.papersMade(caseId)
    expect(papers.map(({ kind }) => kind)).toEqual(['materialsReceipt'])
    expect((await house.verified(caseId, people.citizen, papers[0]?.documentId ?? '')).ok).toBe(true)
    await house.matters.inside.papers.settle(caseId)
    await house.restart()
    const { documents } = await house.matters.inside.papers.call('list', { matterId: caseId })
    expect(documents.map(({ content }) => content.template).sort()).toEqual(['applicationForm', 'materialsReceipt'])
  })

  test('a correction is told once, with its whole list; its clock stands still and then goes on', async () => {
    await house.approve(caseId, people.local)
    const watching = await house.matters.calls.watchCase(people.citizen, { caseId, purpose: 'ownMatter' })
    expect(watching.seq).toBe((await house.state(caseId)).seq)
    await house.act(caseId, people.local, {
      type: 'tellCorrection', items: [{ target: { kind: 'material', materialId: 'propertyCertificate' }, problem: '未提交', requirement: '请提交不动产权证书' }], days: null, exception: null,
    })
    const told = await house.papersMade(caseId)
    // ten working days after Monday 16 November
    expect(told).toMatchObject({ status: 'correcting', corrections: [{ dueOn: '2026-11-30' }], pauses: [{ from: '2026-11-16', to: null }] })
    expect(told.papers.map(({ kind }) => kind)).toEqual(['materialsReceipt', 'windowCorrection'])
    expect((await house.verified(caseId, people.citizen, told.papers.at(-1)?.documentId ?? '')).ok).toBe(true)
    await until(() => people.citizen.notices.some((notice) => notice.name === 'case' && (notice.params.view as { status?: string }).status === 'correcting'))

    await house.goTo('2026-11-25')
    expect((await house.state(caseId)).warnings.filter(({ clock }) => clock === 'correction').map(({ level }) => level)).toEqual(['soon'])
    await house.upload(caseId, people.citizen, 'propertyCertificate')
    await house.act(caseId, people.citizen, { type: 'handInCorrection' })
    expect(await house.papersMade(caseId)).toMatchObject({ status: 'reviewing', pauses: [{ from: '2026-11-16', to: '2026-11-25' }] })
    await house.approve(caseId, people.local)
    await expect(house.act(caseId, people.local, {
      type: 'tellCorrection', items: [{ target: { kind: 'other', title: '印章' }, problem: '不清', requirement: '重新盖章' }], days: null, exception: null,
    })).rejects.toMatchObject({ code: 'correctionToldOnce' })
  })

  test('forwarded, taken over, accepted with its promised day, completed, delivered, closed; each receipt verifies', async () => {
    const { clerk, local, citizen } = people
    await house.act(caseId, local, { type: 'passReview' })
    await house.act(caseId, local, { type: 'forward', way: { kind: 'electronic' } })
    await house.act(caseId, clerk, { type: 'takeOver' })
    await house.act(caseId, clerk, { type: 'accept', withGaps: false })
    await toDelivery(caseId)
    await house.act(caseId, clerk, { type: 'deliver', way: { kind: 'electronic' } })
    const done = await house.papersMade(caseId)
    expect(done).toMatchObject({ status: 'closed', closed: { outcome: 'granted' } })
    expect(done.papers.map(({ kind }) => kind)).toEqual(['materialsReceipt', 'windowCorrection', 'materialsReceipt', 'windowReceipt', 'completionNotice'])
    for (const { documentId } of done.papers) expect((await house.verified(caseId, citizen, documentId)).ok).toBe(true)
    // the case is rated once, on the citizen's own screen
    await until(() => citizen.notices.some((notice) => notice.name === 'rating'))
  })

  test('the list says how it stands, also after it was lost', async () => {
    await house.settled()
    const listed = async () => ((await (await house.get(people.citizen, '/api/window/cases')).json()) as { cases: { caseId: string }[] }).cases.find((one) => one.caseId === caseId)
    expect(await listed()).toMatchObject({ caseNo, status: 'closed', outcome: 'granted', dutyAt: 'none' })
    await database.pool.query('delete from window_cases')
    expect(await listed()).toBeUndefined()
    await house.restart()
    expect(await listed()).toMatchObject({ caseNo, status: 'closed', outcome: 'granted' })
  })
})

describe('handled together by several places (R11 mode 3)', () => {
  test('no decision before every place has done its part; each place sees the case from the acceptance on', async () => {
    await house.goTo('2026-12-01')
    const { caseId } = await gathered(TRANSFER, '330482')
    const { clerk, local } = people
    const [home, tax] = [await house.staff('remoteClerk', 'js-lianshui'), await house.staff('remoteClerk', 'zj-pinghu')]
    await expect(house.matters.calls.watchCase(tax, { caseId, purpose: 'handling' })).rejects.toMatchObject({ code: 'notFound' })
    await house.act(caseId, local, { type: 'receive' })
    await house.approve(caseId, local)
    await house.act(caseId, local, { type: 'passReview' })
    await house.act(caseId, local, { type: 'forward', way: { kind: 'post', courier: 'EMS', number: 'EX123456789CN' } })
    await house.act(caseId, clerk, { type: 'takeOver' })
    await house.act(caseId, clerk, { type: 'accept', withGaps: false })
    const { parts } = await house.state(caseId)
    expect(parts.map(({ place }) => place.id)).toEqual(['js-lianshui', 'zj-pinghu', PINGHU])
    await house.act(caseId, clerk, { type: 'examine', opinion: 'grant', note: '' })
    await expect(house.act(caseId, clerk, { type: 'decide', outcome: 'granted', reason: '', remedies: '' })).rejects.toMatchObject({ code: 'caseIncomplete' })
    const view = await house.matters.calls.watchCase(tax, { caseId, purpose: 'handling' })
    expect(view.view).toMatchObject({ identity: null, citizen: { phone: '' } })
    for (const [n, who] of [home, tax, clerk].entries()) await house.act(caseId, who, { type: 'finishPart', partId: parts[n]?.partId ?? '', outcome: 'done', note: '' })
    await toDelivery(caseId)
    await house.act(caseId, clerk, { type: 'deliver', way: { kind: 'post', courier: 'EMS', number: 'EX987654321CN' } })
    await house.act(caseId, people.citizen, { type: 'confirmDelivery', note: '' })
    const done = await house.papersMade(caseId)
    expect(done.closed?.outcome).toBe('granted')
    expect(done.papers.map(({ kind }) => kind)).toEqual(['materialsReceipt', 'windowReceipt', 'completionNotice'])
  })
})

describe('wholly online (R11 mode 1)', () => {
  test('opened from home, accepted with a gap, closed as withdrawn once the promised day has gone by', async () => {
    await house.goTo('2026-12-07')
    const { citizen } = people
    await expect(house.matters.calls.openCase(citizen, { commandId: newId(), itemCode: PLEDGE, region: '330482' })).rejects.toMatchObject({ code: 'notPermitted' })
    const commandId = newId()
    const { caseId } = await house.matters.calls.openCase(citizen, { commandId, itemCode: MEDICAL, region: '330482' })
    expect((await house.matters.calls.openCase(citizen, { commandId, itemCode: MEDICAL, region: '330482' })).caseId).toBe(caseId)
    const opened = await house.state(caseId)
    const clerk = await house.staff('remoteClerk', opened.office.id)
    for (const field of opened.item.form.filter(({ required }) => required)) {
      const value = field.kind === 'idNumber' ? NUMBER : field.kind === 'phone' ? '13800138000' : field.kind === 'choice' ? field.choices[0]?.value ?? '' : field.kind === 'date' ? '2026-12-01' : '杭州'
      await house.act(caseId, citizen, { type: 'fillField', fieldId: field.fieldId, value })
    }
    await house.confirmForm(caseId, citizen)
    for (const { materialId, knownFromData } of opened.item.materials) {
      if (knownFromData) await house.system(caseId, { type: 'noteKnown', materialId, service: '国家数据共享交换平台', reference: 'q-2' })
    }
    await house.act(caseId, clerk, { type: 'receive' })
    await house.act(caseId, clerk, { type: 'confirmIdentity', number: NUMBER })
    if (opened.item.signs) await house.sign(caseId, { citizen, clerk })
    const gap = opened.item.materials.find(({ deferrable }) => deferrable)?.materialId ?? ''
    await house.act(caseId, citizen, { type: 'promiseGaps', materialIds: [gap], by: '2026-12-18' })
    await house.act(caseId, clerk, { type: 'passReview' })
    await house.act(caseId, clerk, { type: 'accept', withGaps: true })
    expect((await house.state(caseId)).accepted).toMatchObject({ decision: 'acceptedWithGaps', gapsBy: '2026-12-18' })
    await house.goTo('2026-12-18')
    expect((await house.state(caseId)).closed).toBeNull()
    await house.goTo('2026-12-19')
    const lapsed = await house.papersMade(caseId)
    expect(lapsed).toMatchObject({ status: 'closed', closed: { outcome: 'lapsed' } })
    expect(lapsed.warnings.filter(({ clock }) => clock === 'gap').map(({ level }) => level)).toContain('due')
    expect(lapsed.papers.at(-1)?.kind).toBe('completionNotice')
    // twice in a day, and after a restart, nothing more is said
    const { seq } = lapsed
    await house.settled()
    await house.restart()
    expect((await house.state(caseId)).seq).toBe(seq)
  })
})
