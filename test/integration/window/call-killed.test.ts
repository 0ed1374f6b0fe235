import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import { startCourtProcess, type CourtProcess } from '../../harness/court-process.ts'
import { WindowClient } from '../../harness/window-client.ts'
import { idNumber } from './hall-house.ts'

/** The whole system in a process of its own, killed without warning while people are being called and talk. */
const PINGHU = 'zj-pinghu-realty'
const PLEDGE = { itemCode: '000715001001', region: '330482' }
/** What was under way when the process was killed may be lost; what was answered may not. */
const KILLS = 6
let dataDir: string
let port: number
let court: CourtProcess

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-windows-killed-'))
  port = await freePort()
  court = await startCourtProcess({ dataDir, port })
}, 120_000)
afterAll(async () => {
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}
type Call = Pick<SessionState, 'sessionId' | 'citizen' | 'messages' | 'ended'>
const ticketOf = (client: WindowClient) => everyTicket(client.hall?.tickets ?? []).findLast(({ citizen }) => citizen === client.me)

test('killed at moments that nobody chose, it comes up with every number, every call and every word that was answered', async () => {
  const staff = court.windows.staff.find(({ role, at }) => role === 'remoteClerk' && at === PINGHU)
  if (!staff) throw new Error('nobody is a clerk there')
  let clerk = await WindowClient.staff(court.url, staff.account, staff.password)
  let citizens = await Promise.all([1, 2, 3].map((nth) => WindowClient.citizen(court.url, { name: `申请人${nth}`, identityNumber: idNumber(nth) })))
  await clerk.ask({ type: 'openWindow', windowId: `${PINGHU}-w1` })
  for (const citizen of citizens) await citizen.ask({ type: 'takeTicket', channel: 'phone', ...PLEDGE })
  const numbers = await Promise.all(citizens.map((citizen) => citizen.until(() => ticketOf(citizen)?.number)))

  const said = new Set<string>()
  const ended = new Set<string>()
  for (let kill = 0; kill < KILLS; kill += 1) {
    // one round: call somebody, come in, speak, and end every other call; the kill falls wherever it falls
    const round = (async () => {
      const sessionId = clerk.welcome.sessionId ?? (await clerk.ask({ type: 'callNext' }).then(() => clerk.notice('called'))).sessionId
      const call = await clerk.join(sessionId)
      const citizen = citizens.find(({ me }) => me === call.citizen)
      if (!citizen) throw new Error('a call with nobody')
      await citizen.join(sessionId)
      for (let nth = 0; nth < 3; nth += 1) {
        const text = `第${kill}次之前，第${nth}句`
        await citizen.inCall({ type: 'say', text })
        said.add(`${sessionId} ${text}`)
      }
      if (kill % 2 === 1) {
        await clerk.inCall({ type: 'end', outcome: 'done' })
        ended.add(sessionId)
      }
    })().catch(() => undefined)
    await Promise.race([round, new Promise((resolve) => setTimeout(resolve, 15 + kill * 30))])
    await court.kill('SIGKILL')
    await round
    court = await startCourtProcess({ dataDir, port })
    ;[clerk, ...citizens] = (await Promise.all([clerk, ...citizens].map((client) => client.again()))) as [WindowClient, ...WindowClient[]]
    expect(citizens.map((citizen) => ticketOf(citizen)?.number)).toEqual(numbers)
  }

  // what was promised is there: every word in its call, every call that was ended is over, and its ticket with it
  const held = (await Promise.all(citizens.map(async (citizen) => ((await (await citizen.get('/api/window/own-data')).json()) as { calls: Call[] }).calls))).flat()
  const spoken = new Set(held.flatMap(({ sessionId, messages }) => messages.map(({ text }) => `${sessionId} ${text}`)))
  expect([...said].filter((line) => !spoken.has(line))).toEqual([])
  for (const { sessionId, ended: over, citizen: whose } of held) {
    if (ended.has(sessionId)) expect(over).not.toBeNull()
    const citizen = citizens.find(({ me }) => me === whose)
    if (over !== null) await citizen?.until(() => ticketOf(citizen)?.status === 'ended', 'the end of the ticket')
  }
  expect(said.size).toBeGreaterThan(0)
  // and work goes on: everybody is served in the end
  for (let taken = clerk.welcome.sessionId; citizens.some((citizen) => ticketOf(citizen)?.status !== 'ended'); taken = null) {
    const before = clerk.count('called')
    if (taken === null) await clerk.ask({ type: 'callNext' })
    const sessionId = taken ?? (await clerk.until(() => clerk.count('called') > before && clerk.notice('called'))).sessionId
    const call = await clerk.join(sessionId)
    const citizen = citizens.find(({ me }) => me === call.citizen)
    await citizen?.join(sessionId)
    await clerk.inCall({ type: 'end', outcome: 'done' })
    await citizen?.until(() => ticketOf(citizen)?.status === 'ended')
  }
}, 240_000)
