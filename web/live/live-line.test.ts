import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CLOSE_CODES } from '#protocol/errors.ts'
import { LiveHearing } from './live-hearing.ts'

/** A server's end of every socket the page opens, in the order in which they were opened. */
class FarEnd {
  static readonly OPEN = 1
  static readonly all: FarEnd[] = []
  /** The close of a page that is too old is there already when the page learns that its socket is open. */
  static closesAtOnce = false
  readyState = 1
  onopen: (() => void) | null = null
  onclose: ((event: { code: number }) => void) | null = null
  onmessage: ((event: { data: string }) => void) | null = null
  readonly asked: { id: number; name: string; params: Record<string, unknown> }[] = []
  readonly url: string

  constructor(url: string) {
    this.url = url
    FarEnd.all.push(this)
    if (FarEnd.closesAtOnce) this.readyState = 2
    queueMicrotask(() => this.onopen?.())
    if (FarEnd.closesAtOnce) setTimeout(() => this.onclose?.({ code: CLOSE_CODES.pageOutdated.code }), 5)
  }

  send(text: string): void {
    this.asked.push(JSON.parse(text) as FarEnd['asked'][number])
  }

  close(code = 1000): void {
    if (this.readyState !== 1) return
    this.readyState = 3
    this.onclose?.({ code })
  }

  say(message: unknown): void {
    if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) })
  }

  /** Answers the hello as a server does; `seq` as of a page's view. */
  welcome(surplus: Record<string, unknown> = {}): void {
    const { id } = this.asked.find(({ name }) => name === 'hello')!
    this.say({ id, ok: true, result: {
      personId: 'judge', connectionId: 'c1', heartbeatMs: 2000, serverTime: '2026-11-21T01:30:00.000Z', seq: 7, view: { seq: 7 }, documents: [], ...surplus,
    } })
  }
}

const soon = () => vi.advanceTimersByTimeAsync(0)
const reported: unknown[] = []
let live: LiveHearing

beforeEach(async () => {
  vi.useFakeTimers()
  FarEnd.all.length = 0
  FarEnd.closesAtOnce = false
  reported.length = 0
  vi.stubGlobal('WebSocket', FarEnd)
  vi.stubGlobal('location', new URL('https://court.local/hearing/h1'))
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined, querySelector: () => ({ content: 'v1' }) })
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  live = new LiveHearing({ token: 'a token of sixteen', hearingId: 'h1', withCamera: false, withMicrophone: false })
  // Sound and picture have tests of their own.
  vi.spyOn(live.media, 'start').mockResolvedValue()
  live.start()
  await soon()
})
afterEach(() => {
  live.leave()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('the version of the page stands in the address of its socket', () => {
  expect(FarEnd.all.map(({ url }) => url)).toEqual(['wss://court.local/ws?page=v1'])
})

test('a page that is too old seeks no line any more, keeps what it has, and answers every act with what is to be done', async () => {
  FarEnd.all[0]!.welcome()
  await soon()
  expect(live.status.kind).toBe('live')
  FarEnd.all[0]!.close(CLOSE_CODES.serverStopping.code)
  await vi.advanceTimersByTimeAsync(1_000)
  FarEnd.all[1]!.close(CLOSE_CODES.pageOutdated.code)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(FarEnd.all).toHaveLength(2)
  expect(live.status).toEqual({ kind: 'outdated' })
  expect(live.view).not.toBeNull()
  await expect(live.command({ type: 'raiseHand' })).rejects.toMatchObject({ code: 'pageOutdated' })
})

test('a server that closes before the hello could be said is heard as well', async () => {
  FarEnd.all[0]!.close(1006)
  FarEnd.closesAtOnce = true
  await vi.advanceTimersByTimeAsync(300)
  expect(FarEnd.all[1]!.asked).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(live.status).toEqual({ kind: 'outdated' })
  expect(FarEnd.all).toHaveLength(2)
})

test('a notice nobody knows ends in no quick loop: the line is called disturbed, and everything is asked for whole', async () => {
  for (let minute = 0; minute < 5; minute++) {
    // Whatever the server lets in, it answers, and says what cannot be read.
    for (let each = 0; each < 600; each++) {
      const far = FarEnd.all.at(-1)!
      if (far.readyState === 1 && far.asked.some(({ name }) => name === 'hello')) {
        far.welcome()
        await soon()
        far.say({ name: 'noticeOfTomorrow', params: {} })
      }
      await vi.advanceTimersByTimeAsync(100)
    }
  }
  expect(live.status).toMatchObject({ kind: 'lost', disturbed: true })
  expect(FarEnd.all.length).toBeLessThan(12)
  expect(reported).toHaveLength(FarEnd.all.length)
  expect(FarEnd.all.flatMap(({ asked }) => asked).filter(({ name }) => name === 'hello').every(({ params }) => !('afterSeq' in params))).toBe(true)
})

test('a hello answered in a way nobody knows is no loop either', async () => {
  for (let each = 0; each < 3_000; each++) {
    const far = FarEnd.all.at(-1)!
    if (far.readyState === 1 && far.asked.length > 0) far.welcome({ surplus: 'of tomorrow' })
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(live.status).toMatchObject({ kind: 'lost', disturbed: true })
  expect(FarEnd.all.length).toBeLessThan(12)
})

test('a line that is simply lost comes back soon and goes on where it was', async () => {
  FarEnd.all[0]!.welcome()
  await soon()
  FarEnd.all[0]!.close(1006)
  await soon()
  expect(live.status).toMatchObject({ kind: 'lost', disturbed: false })
  await vi.advanceTimersByTimeAsync(300)
  expect(FarEnd.all[1]!.asked[0]).toMatchObject({ name: 'hello', params: { afterSeq: 7 } })
})
