import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CALL_LIMITS, type CallCommand } from '#protocol/window/session.ts'
import { formText, type SessionState } from '#domain/window/session/index.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import { sha256Hex } from '#platform/canonical.ts'
import type { WindowClient } from '../../harness/window-client.ts'
import { idNumber, openHallHouse, openTestDatabase, photograph, type HallHouse, type TestDatabase } from './hall-house.ts'

/** Calls over the counter on real sockets, from the number to the end of the call, with real stills. */
let database: TestDatabase
let house: HallHouse
const PINGHU = 'zj-pinghu-realty'
const LIANSHUI = 'c-lianshui'
const PLEDGE = { itemCode: '000715001001', region: '330482' }

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHallHouse(database, { papers: true, media: true, windows: { settings: { hall: { graceSeconds: 2 } } } })
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

const ticketOf = (client: WindowClient) => everyTicket(client.hall?.tickets ?? []).findLast(({ citizen }) => citizen === client.me)
const stateOf = async (sessionId: string): Promise<SessionState> => {
  const state = await house.windows.inside.callHosts.peek(sessionId)
  if (!state) throw new Error('no such call')
  return state
}
async function atWindow(nth: number): Promise<WindowClient> {
  const clerk = await house.staff('remoteClerk', PINGHU, nth)
  const { windows } = house.windows.inside.catalogues.current()
  await clerk.ask({ type: 'openWindow', windowId: windows.filter((one) => one.officeId === PINGHU)[nth]?.windowId ?? '' })
  return clerk
}
/** Both in the call, talking. */
async function talking(citizen: WindowClient, clerk: WindowClient): Promise<string> {
  await citizen.ask({ type: 'takeTicket', channel: 'kiosk', ...PLEDGE })
  await citizen.until(() => ticketOf(citizen)?.status === 'waiting')
  await clerk.ask({ type: 'callNext' })
  const { sessionId } = await citizen.notice('called', ({ ticketId }) => ticketId === ticketOf(citizen)?.ticketId)
  await Promise.all([citizen.join(sessionId, BOTH), clerk.join(sessionId, BOTH)])
  await citizen.until(() => citizen.call?.startedAt && ticketOf(citizen)?.status === 'serving', 'the service')
  return sessionId
}
const BOTH = { withCamera: true, withMicrophone: true }
/** What the citizen types, field by field; the other side sees each. */
const sample = (field: SessionState['item']['form'][number]): string => {
  switch (field.kind) {
    case 'choice': return field.choices[0]?.value ?? ''
    case 'date': return '2026-11-01'
    case 'amount': return '120000.00'
    case 'idNumber': return idNumber(11)
    case 'phone': return '13800138000'
    default: return '平湖市东湖路1号'
  }
}
async function captured(sessionId: string, citizen: WindowClient, clerk: WindowClient, wish: Omit<Extract<CallCommand, { type: 'askCapture' }>, 'type' | 'note'>) {
  await clerk.inCall({ type: 'askCapture', ...wish })
  const asked = await citizen.until(() => citizen.call?.captures.findLast(({ kind, status }) => kind === wish.kind && status === 'asked'), 'the wish for a photograph')
  const still = await citizen.still(sessionId, asked.captureId, await photograph(wish.kind))
  await clerk.until(() => clerk.call?.captures.find(({ captureId }) => captureId === asked.captureId)?.still?.fileId === still.fileId, 'the photograph')
  return still
}

describe('one call from the number to its end', () => {
  let [citizen, clerk, helper] = [null, null, null] as unknown as [WindowClient, WindowClient, WindowClient]
  let sessionId = ''
  let fileId = ''

  test('called, the call stands, both come, the ticket is in service', async () => {
    citizen = await house.citizen('王喆堃', 11, LIANSHUI)
    clerk = await atWindow(0)
    sessionId = await talking(citizen, clerk)
    expect(citizen.call).toMatchObject({ number: ticketOf(citizen)?.number, centerId: LIANSHUI, clerk: clerk.me, people: { [citizen.me]: { name: '王喆堃' }, [clerk.me]: { role: 'remoteClerk' } } })
    // both fold to exactly the same call, but for what the citizen may not see
    await clerk.until(() => clerk.call?.seq === citizen.call?.seq)
  })

  test('sound and picture go through the same media room as in court', async () => {
    for (const client of [citizen, clerk]) {
      expect((await client.request('joinMedia', {})).rtpCapabilities).toHaveProperty('codecs')
    }
    const peers = [...(house.signaling.inside.media.find(`call-${sessionId}`)?.peers ?? [])]
    expect(peers.map(({ personId }) => personId).sort()).toEqual([citizen.me, clerk.me].sort())
  })

  test('a helper of the centre comes in, is seen, and is sent away by the citizen for good', async () => {
    helper = await house.staff('helper', LIANSHUI)
    await helper.join(sessionId)
    await citizen.until(() => citizen.call?.people[helper.me]?.connectionId)
    await citizen.inCall({ type: 'dismiss', personId: helper.me, reason: '' })
    await helper.until(() => helper.call?.people[helper.me] === undefined)
    await expect(helper.inCall({ type: 'say', text: '还在吗' })).rejects.toMatchObject({ code: 'notInCall' })
    await expect(helper.join(sessionId)).rejects.toMatchObject({ code: 'notPermitted' })
    expect(Object.keys(citizen.call?.people ?? {})).toEqual(expect.arrayContaining([citizen.me, clerk.me]))
  })

  test('identity: number, card and face in full resolution; the register is not connected, and says so', async () => {
    await expect(clerk.inCall({ type: 'decideIdentity', outcome: 'confirmed' })).rejects.toMatchObject({ code: 'identityIncomplete' })
    await citizen.inCall({ type: 'enterIdentityNumber', number: idNumber(11) })
    await clerk.until(() => clerk.call?.identity.service?.result === 'unavailable', 'the register’s answer')
    expect(clerk.call?.identity).toMatchObject({ mark: { hmac: '', tail: idNumber(11).slice(-4) }, service: { service: '未接入人口信息核验服务' } })
    const card = await captured(sessionId, citizen, clerk, { kind: 'identityCard', materialId: null })
    expect(card).toMatchObject({ widthPx: 2000, heightPx: 1500, pages: 1 })
    await captured(sessionId, citizen, clerk, { kind: 'liveFace', materialId: null })
    await clerk.inCall({ type: 'decideIdentity', outcome: 'confirmed' })
    await citizen.until(() => citizen.call?.identity.status === 'confirmed')
    const { rows } = await database.pool.query<{ event: string }>('select event from events where stream = $1', [`session/${sessionId}`])
    expect(rows.map(({ event }) => event).join()).not.toContain(idNumber(11))
  })

  test('fields are seen by the other side as they are typed, then as they are filled', async () => {
    const { form } = (await stateOf(sessionId)).item
    const line = form.find(({ kind }) => kind === 'line') ?? form[0]
    if (!line) throw new Error('a form without fields')
    for (const text of ['平', '平湖', '平湖市']) await citizen.request('callNotice', { notice: { type: 'typing', fieldId: line.fieldId, text } })
    await clerk.notice('callNotice', ({ notice: { from, notice } }) => from === citizen.me && notice.type === 'typing' && notice.text === '平湖市')
    await clerk.request('callNotice', { notice: { type: 'pointer', at: { x: 0.5, y: 0.25, target: { kind: 'field', fieldId: line.fieldId } } } })
    await citizen.notice('callNotice', ({ notice: { from } }) => from === clerk.me)
    await expect(clerk.inCall({ type: 'fillField', fieldId: line.fieldId, value: '代填' })).rejects.toMatchObject({ code: 'helpNotAsked' })
    for (const field of form) await citizen.inCall({ type: 'fillField', fieldId: field.fieldId, value: sample(field) })
    await clerk.until(() => form.every(({ fieldId }) => clerk.call?.form.values[fieldId]), 'every field')
    expect(clerk.call?.form.values[line.fieldId]).toMatchObject({ value: sample(line), by: citizen.me, as: 'serviceApplicant' })
    await citizen.inCall({ type: 'confirmForm', digest: sha256Hex(formText(citizen.call as SessionState)) })
    await clerk.until(() => clerk.call?.form.confirmed)
  })

  test('typing beyond the budget is refused, and nobody is flooded with it', async () => {
    const fieldId = (await stateOf(sessionId)).item.form[0]?.fieldId ?? ''
    const before = clerk.count('callNotice')
    const sent = CALL_LIMITS.typingBurst + 10
    const typed = await Promise.allSettled(Array.from({ length: sent }, (_, n) => citizen.request('callNotice', { notice: { type: 'typing', fieldId, text: `${n}` } })))
    const refused = typed.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    await citizen.inCall({ type: 'say', text: '打完了' })
    await clerk.until(() => clerk.call?.messages.some(({ text }) => text === '打完了'))
    expect(clerk.count('callNotice') - before).toBe(sent - refused.length)
    const { rows } = await database.pool.query<{ event: string }>('select event from events where stream = $1', [`session/${sessionId}`])
    expect(rows.some(({ event }) => event.includes('typing') || event.includes('pointer'))).toBe(false)
  })

  test('a paper of the matter: photographed, its page shown to both and to nobody else', async () => {
    const { materials } = (await stateOf(sessionId)).item
    fileId = (await captured(sessionId, citizen, clerk, { kind: 'material', materialId: materials[0]?.materialId ?? '' })).fileId
    for (const client of [citizen, clerk]) {
      const page = await client.get(`/api/window/files/${fileId}/page?page=1`)
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    }
    const stranger = await house.citizen('孙外人', 12)
    expect((await stranger.get(`/api/window/files/${fileId}/page?page=1`)).status).toBe(404)
    const other = await house.staff('remoteClerk', 'zj-hangzhou')
    expect((await other.get(`/api/window/files/${fileId}/page?page=1`)).status).toBe(404)
    await expect(stranger.still(sessionId, 'anything', await photograph('x', 10, 10))).rejects.toMatchObject({ code: 'notFound' })
  })

  test('an outsider sees nothing of it: no call, no ticket, no hall of others', async () => {
    const outsiders = [await house.citizen('孙外人', 12), await house.staff('remoteClerk', 'zj-hangzhou'), await house.staff('helper', 'c-hangzhou'), await house.staff('interpreter', 'js')]
    for (const outsider of outsiders) {
      await expect(outsider.join(sessionId)).rejects.toMatchObject({ code: 'notFound' })
      await expect(outsider.inCall({ type: 'say', text: '有人吗' })).rejects.toMatchObject({ code: 'notInCall' })
      expect(JSON.stringify([outsider.hall, outsider.welcome, outsider.notices])).not.toContain(sessionId)
    }
    // a supervisor is never in a call
    const supervisor = await house.staff('supervisor', PINGHU)
    await expect(supervisor.join(sessionId)).rejects.toMatchObject({ code: 'notPermitted' })
  })

  test('an interpreter is called in, comes by the call, and others who speak it are not needed', async () => {
    const interpreter = await house.staff('interpreter', 'ah')
    await citizen.inCall({ type: 'askInterpreter', language: 'bo' })
    expect((await interpreter.notice('called')).sessionId).toBe(sessionId)
    await interpreter.join(sessionId)
    await clerk.until(() => clerk.call?.people[interpreter.me])
    expect(interpreter.call?.captures.every(({ still }) => still === null)).toBe(true)
    await clerk.inCall({ type: 'dismiss', personId: interpreter.me })
  })

  test('a case from the call: identity, stills and form go over', async () => {
    const { caseId, caseNo } = await clerk.request('openCase', { commandId: crypto.randomUUID(), ...PLEDGE })
    await citizen.until(() => citizen.call?.caseLink?.caseNo === caseNo)
    const view = (await citizen.request('watchCase', { caseId, purpose: 'ownMatter' })).view
    expect(view).toMatchObject({ identity: { basis: 'call' }, form: { confirmed: { digest: expect.any(String) as string } } })
    expect(JSON.stringify(view)).toContain(fileId)
  })

  test('the end: the ticket is finished, the citizen is asked how it was, nothing flows any more', async () => {
    await clerk.inCall({ type: 'end', outcome: 'caseGoesOn' })
    await citizen.until(() => citizen.call?.ended)
    await citizen.until(() => ticketOf(citizen)?.ended?.reason === 'caseGoesOn', 'the finished ticket')
    const rating = await citizen.notice('rating')
    expect(rating.view).toMatchObject({ status: 'asked', citizen: citizen.me, subject: { kind: 'session', id: sessionId } })
    await citizen.until(() => house.signaling.inside.media.find(`call-${sessionId}`) === undefined)
    await expect(citizen.inCall({ type: 'say', text: '谢谢' })).rejects.toMatchObject({ code: 'sessionEnded' })
    await expect(citizen.request('joinMedia', {})).rejects.toMatchObject({ code: 'sessionEnded' })
    await clerk.ask({ type: 'closeWindow' })
    const held = (await (await citizen.get('/api/window/own-data')).json()) as { tickets: unknown[]; calls: { sessionId: string }[] }
    expect([held.tickets.length, held.calls.map((call) => call.sessionId)]).toEqual([1, [sessionId]])
  })
})

describe('lines break, windows change', () => {
  test('the third person drops: the others go on; the clerk’s browser is killed and comes back to the same place', async () => {
    const citizen = await house.citizen('陈淑芬', 21, LIANSHUI)
    let clerk = await atWindow(0)
    const sessionId = await talking(citizen, clerk)
    const helper = await house.staff('helper', LIANSHUI)
    await helper.join(sessionId)
    helper.kill()
    await citizen.until(() => citizen.call?.people[helper.me]?.awaySince)
    await citizen.inCall({ type: 'say', text: '听得到吗' })
    await clerk.until(() => clerk.call?.messages.some(({ text }) => text === '听得到吗'))
    const known = clerk.call
    clerk.kill()
    await citizen.until(() => citizen.call?.people[clerk.me]?.connectionId === null)
    const seq = (await citizen.inCall({ type: 'say', text: '您还在吗' })).seq
    clerk = await house.again(clerk)
    expect(clerk.welcome.sessionId).toBe(sessionId)
    // comes back to where they were, and folds what they missed
    clerk.call = known
    await clerk.join(sessionId, BOTH)
    await clerk.until(() => (clerk.call?.seq ?? 0) > seq && clerk.call?.messages.length === 2)
    expect(clerk.count('callSnapshot')).toBe(0)
    await clerk.until(() => Object.values(clerk.hall?.windows ?? {}).some((desk) => desk.clerkId === clerk.me && desk.lostSince === null))
    await citizen.inCall({ type: 'end', outcome: 'done' })
    await citizen.until(() => ticketOf(citizen)?.ended?.reason === 'done')
    await clerk.ask({ type: 'closeWindow' })
  })

  test('a lost clerk: after the grace another window takes over the same call, with all that was said', async () => {
    const citizen = await house.citizen('周大爷', 22, LIANSHUI)
    const lost = await atWindow(0)
    const other = await atWindow(1)
    const sessionId = await talking(citizen, lost)
    await citizen.inCall({ type: 'say', text: '我要办抵押' })
    await expect(other.ask({ type: 'callNext' })).rejects.toMatchObject({ code: 'nobodyWaiting' })
    lost.kill()
    await citizen.until(() => ticketOf(citizen)?.status === 'waiting')
    await other.ask({ type: 'callNext' })
    expect((await citizen.notice('called', ({ windowName }) => windowName !== '')).sessionId).toBe(sessionId)
    const call = await other.join(sessionId, BOTH)
    expect(call).toMatchObject({ clerk: other.me, messages: [{ text: '我要办抵押' }], handovers: [{ from: { clerk: lost.me }, to: { clerk: other.me } }] })
    await citizen.until(() => citizen.call?.clerk === other.me && ticketOf(citizen)?.status === 'serving')
    // the first one, back again, is a colleague without the ticket
    const back = await house.again(lost)
    expect(back.welcome.sessionId).toBeNull()
    await other.inCall({ type: 'end', outcome: 'done' })
    await citizen.until(() => ticketOf(citizen)?.status === 'ended')
    await other.ask({ type: 'closeWindow' })
    await back.close()
  })

  test('a transfer is told, may be called off, and takes the call along; a matter of another kind brings its item', async () => {
    const citizen = await house.citizen('吴阿姨', 23, LIANSHUI)
    const [clerk, other] = [await atWindow(0), await atWindow(1)]
    const sessionId = await talking(citizen, clerk)
    const { windows } = house.windows.inside.catalogues.current()
    const target = windows.filter((one) => one.officeId === PINGHU)[1]?.windowId ?? ''
    await expect(clerk.inCall({ type: 'askTransfer', to: { kind: 'office', officeId: 'nowhere' }, reason: '?' })).rejects.toMatchObject({ code: 'notFound' })
    expect((await stateOf(sessionId)).transfer).toBeNull()
    const ask = { type: 'askTransfer', to: { kind: 'window', windowId: target }, reason: '需由二号窗口办理' } as const
    await clerk.inCall(ask)
    await citizen.until(() => citizen.call?.transfer?.reason === ask.reason)
    expect(ticketOf(citizen)).toMatchObject({ status: 'waiting', pinned: target })
    await clerk.inCall({ type: 'cancelTransfer' })
    await citizen.until(() => citizen.call?.transfer === null && ticketOf(citizen)?.status === 'serving', 'the clerk’s own ticket again')
    expect(ticketOf(citizen)?.at?.clerkId).toBe(clerk.me)
    await clerk.inCall({ ...ask, reason: '还是要转' })
    await other.until(() => everyTicket(other.hall?.tickets ?? []).some(({ pinned, status }) => pinned === target && status === 'waiting'))
    await other.ask({ type: 'callNext' })
    await citizen.until(() => citizen.call?.clerk === other.me)
    await other.join(sessionId, BOTH)
    await citizen.until(() => ticketOf(citizen)?.status === 'serving')
    expect(clerk.call?.clerk).toBe(other.me)
    await expect(clerk.inCall({ type: 'say', text: '我还在' })).rejects.toMatchObject({ code: 'notInCall' })
    // sent on straight in the hall, to another item of the same office
    await other.ask({ type: 'transfer', ticketId: ticketOf(citizen)?.ticketId ?? '', to: { kind: 'item', itemCode: '000715002001', region: '330482' }, reason: '实为转移登记' })
    await citizen.until(() => citizen.call?.transfer?.reason === '实为转移登记', 'the transfer told in the call')
    await clerk.ask({ type: 'callNext' })
    await citizen.until(() => citizen.call?.item.itemCode === '000715002001' && citizen.call.clerk === clerk.me)
    await citizen.inCall({ type: 'end', outcome: 'citizenLeft' })
    await citizen.until(() => ticketOf(citizen)?.ended?.reason === 'citizenLeft')
    for (const one of [clerk, other]) await one.ask({ type: 'closeWindow' })
  })

  test('a window closed over its clerk’s head: the citizen stays in the call, the next clerk has it', async () => {
    const citizen = await house.citizen('郑师傅', 24, LIANSHUI)
    const [clerk, other, supervisor] = [await atWindow(0), await atWindow(1), await house.staff('supervisor', PINGHU)]
    const sessionId = await talking(citizen, clerk)
    await supervisor.ask({ type: 'closeWindow', windowId: (await stateOf(sessionId)).windowId, reason: '设备故障' })
    await citizen.until(() => citizen.call?.people[clerk.me]?.connectionId === null)
    await expect(clerk.join(sessionId)).rejects.toMatchObject({ code: 'ticketMoved' })
    await other.ask({ type: 'callNext' })
    await other.join(sessionId, BOTH)
    await citizen.until(() => citizen.call?.clerk === other.me)
    // finished by the hall's own command: the call ends first, and the citizen is asked
    await other.ask({ type: 'finishTicket', ticketId: ticketOf(citizen)?.ticketId ?? '', outcome: 'done' })
    await citizen.until(() => citizen.call?.ended?.outcome === 'done' && ticketOf(citizen)?.ended?.reason === 'done')
    await citizen.notice('rating')
    await other.ask({ type: 'closeWindow' })
  })

  test('the server is restarted in the middle: place, call and everything in it are there again', async () => {
    let citizen = await house.citizen('何女士', 25, LIANSHUI)
    let waiting = await house.citizen('后面的人', 26, LIANSHUI)
    let clerk = await atWindow(0)
    const sessionId = await talking(citizen, clerk)
    await waiting.ask({ type: 'takeTicket', channel: 'kiosk', ...PLEDGE })
    await citizen.inCall({ type: 'say', text: '重启之前' })
    await house.restart()
    ;[citizen, waiting, clerk] = [await house.again(citizen), await house.again(waiting), await house.again(clerk)]
    expect([citizen.welcome.sessionId, clerk.welcome.sessionId]).toEqual([sessionId, sessionId])
    await Promise.all([citizen.join(sessionId, BOTH), clerk.join(sessionId, BOTH)])
    expect(citizen.call).toMatchObject({ messages: [{ text: '重启之前' }], ended: null })
    expect(ticketOf(waiting)?.status).toBe('waiting')
    await clerk.inCall({ type: 'end', outcome: 'done' })
    await citizen.until(() => ticketOf(citizen)?.ended?.reason === 'done')
    await clerk.ask({ type: 'callNext' })
    await waiting.notice('called')
  })
})
