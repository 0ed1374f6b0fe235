import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '#protocol/errors.ts'
import { idNumberCheck } from '#domain/window/case/id-number.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { WindowClient } from '../harness/window-client.ts'
import { WindowsPlatform, type PlatformFacts } from './windows-platform.ts'

export type WindowsLoad = {
  /**
   * From just before a clerk's "next" to the citizen's notice of being called, ms; one for each first call. Whose line was
   * down just then is told on coming back: for them it counts from the knock of the line that came through.
   */
  nextToCallMs: number[]
  toldOnReturn: number
  taken: number; served: number; lost: number; servedTwice: number
  seconds: number; cpuSeconds: number; rssPeakMiB: number
}

/** What most of the seed's offices keep; the place decides the office. */
const TALK_MS = { least: 150, most: 900 }
const BURST_EVERY_MS = 1_000
const BURSTS = 8
const CONNECTS_PER_SECOND = 40
const WITHIN_MS = 240_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Citizens and clerks over real sockets without media: citizens arrive in bursts and take numbers, clerks call the next one,
 * both enter the call, talk a moment, the clerk ends it. Once in the middle the platform is killed (-9) and started again;
 * everybody comes back by themselves.
 */
export async function serveEverybody(options: { citizens: number; clerks: number; progress: (text: string) => void }): Promise<WindowsLoad> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-windows-load-'))
  const platform = new WindowsPlatform(dataDir, options.clerks)
  try {
    await platform.start()
    return await new Crowd(platform, options).play()
  } finally {
    await platform.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** One citizen with their ticket. */
type Visit = { client: WindowClient; itemCode: string; region: string; ticketId: string | null; joined: string | null; windows: Set<string>; done: boolean }
type FirstCall = { askedAt: number | null; calledAt: number | null; knockedAt: number }

class Crowd {
  readonly #platform: WindowsPlatform
  readonly #options: { citizens: number; clerks: number; progress: (text: string) => void }
  readonly #visits: Visit[] = []
  readonly #calls = new Map<string, FirstCall>()
  #served = 0
  #rssPeak = 0
  #down: Promise<void> | null = null

  constructor(platform: WindowsPlatform, options: { citizens: number; clerks: number; progress: (text: string) => void }) {
    this.#platform = platform
    this.#options = options
  }

  async play(): Promise<WindowsLoad> {
    const { citizens, clerks, progress } = this.#options
    const { facts } = this.#platform
    progress(`${clerks} clerks sit down, ${citizens} citizens come in`)
    const desks = await this.#paced(facts.clerks, (clerk) => this.#sitDown(clerk))
    const places = await matters(facts)
    this.#visits.push(...await this.#paced(Array.from({ length: citizens }, (_, i) => i), (i) => this.#enter(i, places)))
    for (const visit of this.#visits) void this.#comeBack(visit)
    const startedAt = performance.now()
    const cpuBefore = this.#platform.cpuSeconds()
    const watch = setInterval(() => { this.#rssPeak = Math.max(this.#rssPeak, this.#platform.rssMiB()) }, 250)
    const deadline = startedAt + WITHIN_MS
    const working = desks.map((desk) => this.#work(desk, deadline))
    const arriving = this.#arrive()
    await this.#until(() => this.#served >= citizens / 2, deadline)
    progress(`${this.#served} served: the platform is killed and started again`)
    this.#down = this.#platform.kill().then(() => this.#platform.start())
    await this.#down
    this.#down = null
    await arriving
    await Promise.all(working)
    clearInterval(watch)
    const seconds = (performance.now() - startedAt) / 1000
    const lost = this.#visits.filter(({ done }) => !done).length
    const servedTwice = this.#visits.filter(({ windows }) => windows.size > 1).length
    for (const { client } of this.#visits) client.kill()
    const calls = [...this.#calls.values()].flatMap(({ askedAt, calledAt, knockedAt }) => (askedAt === null || calledAt === null || calledAt < askedAt ? [] : [{ askedAt, calledAt, knockedAt }]))
    return {
      nextToCallMs: calls.map(({ askedAt, calledAt, knockedAt }) => calledAt - Math.max(askedAt, knockedAt)),
      toldOnReturn: calls.filter(({ askedAt, knockedAt }) => knockedAt > askedAt).length,
      taken: this.#visits.filter(({ ticketId }) => ticketId !== null).length, served: this.#served, lost, servedTwice, seconds,
      cpuSeconds: this.#platform.cpuSeconds() - cpuBefore, rssPeakMiB: this.#rssPeak,
    }
  }

  /** One after the other, no faster than an address may open sockets. */
  async #paced<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
    const results: Promise<R>[] = []
    for (const item of items) {
      results.push(work(item))
      await pause(1000 / CONNECTS_PER_SECOND)
    }
    return Promise.all(results)
  }

  async #until(holds: () => boolean, deadline: number): Promise<void> {
    while (!holds() && performance.now() < deadline) await pause(20)
  }

  async #sitDown({ account, password, windowId }: PlatformFacts['clerks'][number]): Promise<{ client: WindowClient; windowId: string }> {
    const client = await WindowClient.staff(this.#platform.facts.url, account, password)
    client.keepsNotices = false
    await client.ask({ type: 'openWindow', windowId })
    return { client, windowId }
  }

  async #enter(i: number, places: { itemCode: string; region: string }[]): Promise<Visit> {
    const digits = `320826${String(1950 + (i % 50))}0101${String(100 + Math.floor(i / 50)).padStart(3, '0')}`
    const client = await WindowClient.citizen(this.#platform.facts.url, { name: '测试居民', identityNumber: digits + idNumberCheck(digits) })
    const place = places[i % places.length]
    if (!place) throw new Error('no office has an item')
    const visit: Visit = { client, ...place, ticketId: null, joined: null, windows: new Set(), done: false }
    this.#listen(visit, client, 0)
    return visit
  }

  /** @param knockedAt when this line began to be made */
  #listen(visit: Visit, client: WindowClient, knockedAt: number): void {
    visit.joined = null
    client.keepsNotices = false
    client.onNotice = (notice, calledAt) => {
      if (notice.name !== 'called') return
      const { ticketId, sessionId, windowName } = notice.params
      visit.windows.add(windowName)
      const call = this.#call(ticketId)
      if (call.calledAt === null) Object.assign(call, { calledAt, knockedAt })
      this.#join(visit, client, sessionId)
    }
    client.onHall = () => this.#look(visit, client)
  }

  /** Their own ticket is over: they are served. */
  #look(visit: Visit, client: WindowClient): void {
    if (visit.done || ticketOf({ client })?.status !== 'ended') return
    visit.done = true
    this.#served++
  }

  #call(ticketId: string): FirstCall {
    const known = this.#calls.get(ticketId) ?? { askedAt: null, calledAt: null, knockedAt: 0 }
    this.#calls.set(ticketId, known)
    return known
  }

  #join(visit: Visit, client: WindowClient, sessionId: string): void {
    if (visit.joined === sessionId) return
    visit.joined = sessionId
    void client.join(sessionId).catch(() => undefined)
  }

  async #comeBack(visit: Visit): Promise<void> {
    for (;;) {
      await visit.client.closed
      if (visit.done) return
      const client = await this.#again(visit.client, (fresh, knockedAt) => this.#listen(visit, fresh, knockedAt))
      visit.client = client
      this.#look(visit, client)
      const { sessionId } = client.welcome
      if (sessionId !== null) this.#join(visit, client, sessionId)
    }
  }

  async #again(client: WindowClient, prepare?: (client: WindowClient, knockedAt: number) => void): Promise<WindowClient> {
    for (;;) {
      await this.#down
      await pause(Math.random() * 4_000)
      try {
        const knockedAt = performance.now()
        return await client.again((fresh) => prepare?.(fresh, knockedAt))
      } catch {
        await pause(500)
      }
    }
  }

  async #arrive(): Promise<void> {
    const each = Math.ceil(this.#visits.length / BURSTS)
    for (let burst = 0; burst < BURSTS; burst++) {
      const now = this.#visits.slice(burst * each, (burst + 1) * each)
      await Promise.all(now.map((visit) => this.#takeTicket(visit)))
      await pause(BURST_EVERY_MS)
    }
  }

  /** Pressed again under the same id until it is answered: one ticket comes of it. */
  async #takeTicket(visit: Visit): Promise<void> {
    const commandId = crypto.randomUUID()
    for (;;) {
      try {
        await whileOpen(visit.client, visit.client.ask({ type: 'takeTicket', channel: 'phone', itemCode: visit.itemCode, region: visit.region }, commandId))
        await this.#until(() => ticketOf(visit) !== undefined, performance.now() + 10_000)
        visit.ticketId = ticketOf(visit)?.ticketId ?? null
        return
      } catch (error) {
        if (error instanceof AppError && !['busy', 'tooManyRequests', 'internal'].includes(error.code)) throw error
        await pause(300)
      }
    }
  }

  async #work(desk: { client: WindowClient; windowId: string }, deadline: number): Promise<void> {
    while (this.#visits.some(({ done }) => !done) && performance.now() < deadline) {
      try {
        await this.#serveOne(desk)
      } catch (error) {
        if (error instanceof AppError) await pause(error.code === 'nobodyWaiting' ? 150 + Math.random() * 150 : 200)
        else desk.client = await this.#again(desk.client)
      }
    }
    desk.client.kill()
  }

  async #serveOne({ client, windowId }: { client: WindowClient; windowId: string }): Promise<void> {
    let { sessionId } = client.welcome
    client.welcome.sessionId = null
    if (sessionId === null) {
      const askedAt = performance.now()
      const inHand = client.hall?.windows[windowId]?.ticketId ?? null
      if (inHand === null) {
        await whileOpen(client, client.ask({ type: 'callNext' }))
        const called = await client.until(() => client.hall?.windows[windowId]?.ticketId, 'the ticket called')
        this.#call(called).askedAt ??= askedAt
      }
      const ticketId = client.hall?.windows[windowId]?.ticketId
      sessionId = everyTicket(client.hall?.tickets ?? []).find((one) => one.ticketId === ticketId)?.sessionId ?? null
    }
    if (sessionId === null) return
    await whileOpen(client, client.join(sessionId))
    await pause(TALK_MS.least + Math.random() * (TALK_MS.most - TALK_MS.least))
    await whileOpen(client, client.inCall({ type: 'end', outcome: 'done' }))
    await client.until(() => (client.hall?.windows[windowId]?.ticketId ?? null) === null, 'the end of the ticket')
  }
}

/** What is asked of a line that closes is never answered. */
const whileOpen = <T>(client: WindowClient, asked: Promise<T>): Promise<T> => Promise.race([asked, client.closed.then(() => { throw new Error('the line closed') })])

const ticketOf = ({ client }: Pick<Visit, 'client'>): Ticket | undefined => everyTicket(client.hall?.tickets ?? []).at(-1)

/** An item and a place for each office that has clerks. */
async function matters({ url, clerks }: PlatformFacts): Promise<{ itemCode: string; region: string }[]> {
  const wanted = new Set(clerks.map(({ officeId }) => officeId))
  const found = new Map<string, { itemCode: string; region: string }>()
  const { items } = (await (await fetch(`${url}/api/window/items`)).json()) as { items: { itemCode: string }[] }
  for (const { itemCode } of items) {
    if (found.size === wanted.size) break
    const { regions } = (await (await fetch(`${url}/api/window/items/${itemCode}`)).json()) as { regions: { code: string }[] }
    for (const { code } of regions) {
      const route = (await (await fetch(`${url}/api/window/items/${itemCode}/route/${code}`)).json()) as { officeId?: string }
      if (route.officeId !== undefined && wanted.has(route.officeId) && !found.has(route.officeId)) found.set(route.officeId, { itemCode, region: code })
    }
  }
  return [...found.values()]
}
