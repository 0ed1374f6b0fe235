import { createHash, createHmac, X509Certificate } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { WindowActor, type WindowSeat } from '#protocol/window/actor.ts'
import type { CaseCommand, CaseSystemCommand } from '#protocol/window/case.ts'
import { WINDOW_CALLS, WindowNotice } from '#protocol/window/gateway.ts'
import { SessionEvent, type CallPerson, type CallSystemCommand, type SessionCommand } from '#protocol/window/session.ts'
import { WindowSettings } from '#protocol/window/settings.ts'
import { caseFormText, normalIdNumber } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { decide, evolve, formText } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { sha256Hex } from '#platform/canonical.ts'
import { systemClock } from '#platform/clock.ts'
import { TEST_KEYS, type openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import { newId } from '#platform/ids.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { startDocs } from '../../../docs-service/index.ts'
import { STROKES } from '../../../docs-service/testing/samples.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'
import { ALL_LIMITS, type Court } from '../../../signaling/context.ts'
import { Hosts } from '../../../signaling/hosts/hosts.ts'
import { createMeters } from '../../../signaling/meters.ts'
import { seedCatalogue } from '../../../signaling/seed/window/seed-catalogue.ts'
import { Doors } from '../../../signaling/sign-in/doors.ts'
import { WindowDoors } from '../../../signaling/sign-in/window-doors.ts'
import { openCatalogue } from '../../../signaling/window/catalogue/index.ts'
import { answerForWindowFiles, createWindowRouter } from '../../../signaling/window/http/index.ts'
import { startMatters, type MatterCaller, type MatterNotice } from '../../../signaling/window/matters/index.ts'

type SessionTerms = { state: SessionState; command: SessionCommand; event: SessionEvent; actor: WindowActor }
type Person = MatterCaller & { token: string; notices: MatterNotice[] }
export type House = Awaited<ReturnType<typeof openHouse>>
export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>

/** Right check digits, of nobody. */
export const NUMBER = '320826199003070112'
export const OTHER_NUMBER = '33048219851122433X'
export const MORTGAGE = '不动产抵押登记'
const WITHIN_MS = 30_000

/**
 * Cases, papers and ratings at the windows on a real database with the real service of papers; calls are carried on by
 * their own law on a real host. The clock is the test's: Monday 16 November 2026, nine in the morning at the offices.
 */
export async function openHouse(database: TestDatabase, options: { papers?: boolean; startAt?: string } = {}) {
  const log = createLog(process.env.TEST_LOG === '1' ? 'info' : 'silent')
  let nowMs = Date.parse(options.startAt ?? '2026-11-16T01:00:00.000Z')
  const clock = { now: () => new Date(nowMs++) }
  const bus = createMemoryBus(log)
  const leases = createLeases(database)
  const store = createEventStore(database, clock)
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-window-'))
  const blobs = createFolderBlobs(join(dataDir, 'blobs'))
  const windowBlobs = createFolderBlobs(join(dataDir, 'window-files'))
  const openPapers = () => startDocs({ bus, store: createEventStore(database, systemClock), leases, blobs, windowBlobs, clock: systemClock, log, dataDir })
  let docs = options.papers === false ? null : await openPapers()
  const metrics = createMetrics()
  const court: Court = { bus, database, store, leases, keys: TEST_KEYS, clock, log, metrics, turn: null, limits: ALL_LIMITS, meters: createMeters(metrics) }
  const doors = new Doors(database, clock)
  const catalogues = await openCatalogue(court, seedCatalogue)
  const windowDoors = new WindowDoors({ doors, database, key: TEST_KEYS.identity, catalogue: () => catalogues.current() })
  const identityHmac = (number: string): string => createHmac('sha256', TEST_KEYS.identity).update(normalIdNumber(number)).digest('hex')
  const sessions = new Hosts<SessionTerms>(court, {
    name: 'session', streamOf: (id) => `session/${id}`, event: SessionEvent, actor: WindowActor, begins: ({ type }) => type === 'open',
    decide: (state, command, actor, now) => decide(state, command, actor, { now, newId, sha256: sha256Hex, identityHmac }), evolve,
  })
  const people = new Map<string, Person>()
  const joined = new Map<string, string>()
  const lines = {
    notify: (connectionId: string, notice: MatterNotice) => void people.get(connectionId)?.notices.push(WindowNotice.parse(notice)),
    tell: (make: (seat: WindowSeat) => MatterNotice | null) => {
      for (const person of people.values()) {
        const notice = make(person.seat)
        if (notice) person.notices.push(WindowNotice.parse(notice))
      }
    },
  }
  const calls = {
    joined: async (connectionId: string) => (joined.has(connectionId) ? sessions.peek(joined.get(connectionId) ?? '') : null),
    session: (sessionId: string) => sessions.peek(sessionId),
    report: async (sessionId: string, command: CallSystemCommand, commandId: string) => void (await sessions.submit(sessionId, { command, actor: { system: 'matters' }, commandId })),
  }
  let life = { isOver: false, leases: createLeases(database) }
  /** One life of the process: when it is over its leases are gone and nothing it still tries reaches the log. */
  const begin = () => {
    const own = life
    const mortal: typeof store = { ...store, append: (...args) => (own.isOver ? Promise.reject(new Error('this process has died')) : store.append(...args)) }
    return startMatters({ court: { ...court, store: mortal, leases: own.leases }, catalogue: () => catalogues.current(), lines, calls, identityHmac, settings: WindowSettings.parse({}) })
  }
  /** What goes over the socket keeps to the contract on its way in and out. */
  const begun = async () => {
    const started = await begin()
    const checked = Object.entries(started.calls).map(([name, call]) => [name, async (caller: MatterCaller, params: unknown) => {
      const { params: asked, result } = WINDOW_CALLS[name as keyof typeof started.calls]
      return result.parse(await (call as (caller: MatterCaller, params: unknown) => Promise<unknown>)(caller, asked.parse(params)))
    }])
    return { ...started, calls: Object.fromEntries(checked) as typeof started.calls }
  }
  let matters = await begun()
  const stills = { admit: () => Promise.resolve(), received: () => Promise.resolve(), maySee: () => Promise.resolve(false) }
  const app = express()
  app.use((request, response, next) => (docs ? docs.router(request, response, next) : next()))
  const serve = () => ({
    router: createWindowRouter({ court, door: { doors, windowDoors }, catalogues, matters, hallOf: () => Promise.resolve(null), ownMore: () => Promise.resolve({}) }),
    silence: answerForWindowFiles({ bus, door: { doors, windowDoors }, matters, stills }),
  })
  let served = serve()
  app.use((request, response, next) => served.router(request, response, next))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function staff(role: WindowSeat['role'], at: string, skip = 0): Promise<Person> {
    const person = catalogues.current().staff.filter((one) => one.role === role && one.at === at)[skip]
    if (!person) throw new Error(`nobody is ${role} at ${at}`)
    const account = `test-${person.personId}`.slice(0, 40)
    await windowDoors.employ(account, 'a password', person.name, person.personId)
    const { token } = await doors.enterByAccount(account, 'a password')
    return enter(token, person.name)
  }
  async function citizen(name = '王喆堃', identityNumber = NUMBER): Promise<Person> {
    const { token } = await windowDoors.enterCitizen({ name, identityNumber, phone: '13800138000' })
    return enter(token, name)
  }
  async function enter(token: string, name: string): Promise<Person> {
    const seat = await windowDoors.seatOf(await doors.find(token))
    if (!seat) throw new Error(`${name} has no seat`)
    // weeks go by in a test; nobody is asked to sign in every morning
    await database.kysely.updateTable('sessions').set({ expires_at: new Date('2030-01-01T00:00:00.000Z') }).execute()
    const person: Person = { connectionId: newId(), seat, name, token, notices: [] }
    people.set(person.connectionId, person)
    return person
  }

  const house = {
    database, store, bus, blobs, windowBlobs, dataDir, doors, windowDoors, catalogues, sessions, url,
    get matters() { return matters },
    get now() { return new Date(nowMs).toISOString() },
    staff, citizen,
    /** Nine in the morning of a day at the office, then whatever is due by itself. */
    async goTo(day: string) {
      nowMs = Date.parse(`${day}T01:00:00.000Z`)
      await house.settled()
    },
    async settled() {
      await matters.inside.jobs.run()
      await matters.inside.ratings.settled()
      await matters.inside.cases.list.settled()
    },
    async startPapers() { docs ??= await openPapers() },
    async stopPapers() {
      await docs?.stop()
      docs = null
    },
    /** As killed: what was under way ends where it stands; a new process begins on what the database holds. */
    async crash() {
      const [old, dead] = [matters, life]
      dead.isOver = true
      served.silence()
      await dead.leases.close()
      life = { isOver: false, leases: createLeases(database) }
      matters = await begun()
      served = serve()
      await old.stop()
      await house.settled()
    },
    /** Stopped in order and started again. */
    async restart() {
      served.silence()
      await matters.stop()
      matters = await begun()
      served = serve()
      await house.settled()
    },
    /** A call between a citizen at a centre and a clerk, both there; the local helper or clerk too. */
    async call(who: { citizen: Person; clerk: Person; local?: Person; itemCode: string; caseLink?: { caseId: string; caseNo: string } }): Promise<string> {
      const sessionId = newId()
      const item = catalogues.current().items.find((one) => one.itemCode === who.itemCode)
      if (!item) throw new Error(`no item ${who.itemCode}`)
      const { itemCode, name, mode, materials, form, signs, paperOnly } = item
      const asPerson = ({ seat, name: called }: Person): CallPerson => ({ personId: seat.personId, name: called, role: seat.role as CallPerson['role'], at: seat.at, languages: ['zh-CN'] })
      const officeId = who.clerk.seat.at ?? ''
      const windowId = catalogues.current().windows.find((one) => one.officeId === officeId)?.windowId ?? ''
      const system = (command: SessionCommand) => sessions.submit(sessionId, { command, actor: { system: 'hall' }, commandId: null })
      await system({
        type: 'open', sessionId, ticketId: newId(), number: 'A001', citizen: asPerson(who.citizen), clerk: asPerson(who.clerk), windowId, officeId, centerId: who.local?.seat.at ?? null,
        item: { itemCode, name, mode, materials, form, signs, paperOnly }, languages: ['zh-CN'], caseLink: who.caseLink ?? null,
      })
      if (who.local) await system({ type: 'admitPerson', person: asPerson(who.local) })
      for (const person of [who.citizen, who.clerk, ...(who.local ? [who.local] : [])]) {
        await system({ type: 'connect', personId: person.seat.personId, connectionId: person.connectionId, withCamera: true, withMicrophone: true })
        joined.set(person.connectionId, sessionId)
      }
      return sessionId
    },
    async inCall(sessionId: string, by: Person, command: SessionCommand): Promise<void> {
      const { personId, role, at } = by.seat
      await sessions.submit(sessionId, { command, actor: { personId, role, at }, commandId: newId() })
    },
    /** Card, live face and number, and the clerk's decision. */
    async identify(sessionId: string, who: { citizen: Person; clerk: Person }, number = NUMBER): Promise<void> {
      await matters.keepNumber(sessionId, number)
      await house.inCall(sessionId, who.citizen, { type: 'enterIdentityNumber', number })
      for (const kind of ['identityCard', 'liveFace'] as const) await house.capture(sessionId, who, kind, null)
      await house.inCall(sessionId, who.clerk, { type: 'decideIdentity', outcome: 'confirmed', reason: '' })
    },
    async capture(sessionId: string, who: { citizen: Person; clerk: Person }, kind: 'identityCard' | 'liveFace' | 'material', materialId: string | null): Promise<string> {
      await house.inCall(sessionId, who.clerk, { type: 'askCapture', kind, materialId, note: '' })
      const asked = (await sessions.peek(sessionId))?.captures.at(-1)
      if (!asked) throw new Error('no capture was asked for')
      const fileId = newId()
      const still = { fileId, sha256: sha256Hex(fileId), pages: 1, widthPx: 2480, heightPx: 3508 }
      await sessions.submit(sessionId, { command: { type: 'noteStill', captureId: asked.captureId, by: who.citizen.seat.personId, still }, actor: { system: 'stills' }, commandId: null })
      return fileId
    },
    /** The citizen types every required field and confirms the whole. */
    async fill(sessionId: string, who: { citizen: Person }, values: Record<string, string> = {}): Promise<void> {
      const { item } = await house.session(sessionId)
      for (const field of item.form) {
        const value = values[field.fieldId] ?? sampleValue(field)
        if (field.kind === 'idNumber') await matters.keepNumber(sessionId, value)
        await house.inCall(sessionId, who.citizen, { type: 'fillField', fieldId: field.fieldId, value })
      }
      await house.inCall(sessionId, who.citizen, { type: 'confirmForm', digest: sha256Hex(formText(await house.session(sessionId))) })
    },
    async session(sessionId: string): Promise<SessionState> {
      const state = await sessions.peek(sessionId)
      if (!state) throw new Error('no such call')
      return state
    },
    async state(caseId: string): Promise<CaseState> {
      return (await matters.inside.cases.hosts.get(caseId)).state
    },
    act: (caseId: string, by: Person, command: CaseCommand, commandId = newId()) => matters.calls.caseCommand(by, { caseId, commandId, command }),
    system: (caseId: string, command: CaseSystemCommand) => matters.inside.cases.hosts.submit(caseId, { command, actor: { system: 'test' }, commandId: null }),
    /** Everything in hand is looked at and found good. */
    async approve(caseId: string, by: Person): Promise<void> {
      const { materials, item, centre } = await house.state(caseId)
      for (const { materialId, form } of item.materials) {
        const latest = materials[materialId]?.versions.at(-1)
        if (!latest || latest.review?.ok) continue
        if (form === 'original' && centre !== null && item.mode !== 'fullOnline') await house.act(caseId, by, { type: 'seeOriginal', materialId })
        await house.act(caseId, by, { type: 'reviewMaterial', materialId, version: latest.version, ok: true, reason: '' })
      }
    },
    /** A file of the citizen's for a material, as an upload leaves it. */
    async upload(caseId: string, by: Person, materialId: string): Promise<void> {
      const fileId = newId()
      const page = { sha256: sha256Hex(`page of ${fileId}`), width: 1240, height: 1754 }
      await matters.inside.cases.files.keep({ kind: 'case', id: caseId }, { fileId, by: by.seat.personId, name: 'paper', kind: 'jpeg', bytes: 1000, sha256: sha256Hex(fileId), pages: [page] })
      await house.act(caseId, by, { type: 'addMaterial', materialId, file: { fileId, sha256: sha256Hex(fileId), pages: 1 }, source: 'upload' })
    },
    async confirmForm(caseId: string, by: Person): Promise<void> {
      await house.act(caseId, by, { type: 'confirmForm', digest: sha256Hex(caseFormText(await house.state(caseId))) })
    },
    /** The application form, drawn up by the clerk and signed by the citizen. */
    async sign(caseId: string, who: { citizen: Person; clerk: Person }): Promise<string> {
      const content = await matters.calls.composePaper(who.clerk, { caseId, template: 'applicationForm' })
      const draft = await matters.calls.draftDocument(who.clerk, { caseId, commandId: newId(), content })
      const frozen = await matters.calls.freezeDocument(who.clerk, { caseId, commandId: newId(), documentId: draft.documentId, version: draft.version })
      await matters.calls.signDocument(who.citizen, {
        caseId, commandId: newId(), documentId: frozen.documentId, revisionSha256: frozen.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString(), identityTail: NUMBER.slice(-4),
      })
      return frozen.documentId
    },
    /** Waits until every paper that the case owes is made and named in it. */
    async papersMade(caseId: string): Promise<CaseState> {
      await until(async () => (await house.state(caseId)).owed.length === 0)
      return house.state(caseId)
    },
    async verified(caseId: string, by: Person, documentId: string): Promise<{ ok: boolean; text: Buffer }> {
      const answer = await house.get(by, `/api/window/cases/${caseId}/documents/${documentId}/file`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      const root = new X509Certificate(await readFile(join(dataDir, 'ca/root.pem'))).raw
      return { ok: answer.status === 200 && (await verifyPdf(bytes, { trustedRoots: [root] })).ok, text: bytes }
    },
    get: (by: Person | null, path: string) => fetch(`${url}${path}`, { headers: by ? { authorization: `Bearer ${by.token}` } : {} }),
    post: (by: Person, path: string, body: Buffer, type: string) => fetch(`${url}${path}`, { method: 'POST', body: new Uint8Array(body), headers: { authorization: `Bearer ${by.token}`, 'content-type': type } }),
    put: (by: Person, path: string, body: Buffer | string, type: string) => fetch(`${url}${path}`, { method: 'PUT', body: typeof body === 'string' ? body : new Uint8Array(body), headers: { authorization: `Bearer ${by.token}`, 'content-type': type } }),
    async close() {
      served.silence()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await matters.stop()
      await sessions.stop()
      await catalogues.stop()
      await docs?.stop()
      await life.leases.close()
      await leases.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return house
}

/** @throws Error when it has not come true in half a minute */
export async function until(isTrue: () => Promise<boolean> | boolean): Promise<void> {
  for (const deadline = performance.now() + WITHIN_MS; !(await isTrue()); ) {
    if (performance.now() > deadline) throw new Error('it did not come true in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

type Field = SessionState['item']['form'][number]
function sampleValue(field: Field): string {
  switch (field.kind) {
    case 'choice': return field.choices[0]?.value ?? ''
    case 'date': return '2026-11-01'
    case 'amount': return '120000.00'
    case 'idNumber': return NUMBER
    case 'phone': return '13800138000'
    default: return createHash('sha256').update(field.fieldId).digest('hex').slice(0, 8)
  }
}
