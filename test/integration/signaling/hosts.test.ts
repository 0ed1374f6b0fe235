import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { WindowActor } from '#protocol/window/actor.ts'
import type { Court } from '../../../signaling/context.ts'
import { Hosts } from '../../../signaling/hosts/hosts.ts'
import type { Law, Submission } from '../../../signaling/hosts/law.ts'
import { openTestDatabase, startTestCourt, type TestCourt, type TestDatabase } from './court.ts'

/** The smallest law that begins by a command and knows of connections, by hands of the windows. */
const Event = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened') }), z.strictObject({ type: z.literal('added'), by: z.int() }),
  z.strictObject({ type: z.literal('joined'), connectionId: z.string() }), z.strictObject({ type: z.literal('left'), connectionId: z.string() }),
])
type Event = z.infer<typeof Event>
type Tally = { state: { seq: number; sum: number; connections: string[] }; command: Event | { type: 'open'; allowed: boolean }; event: Event; actor: WindowActor }
const tallyLaw: Law<Tally> = {
  name: 'tally',
  streamOf: (id) => `tally/${id}`,
  event: Event,
  actor: WindowActor,
  begins: (command) => command.type === 'open',
  decide(state, command) {
    if (command.type === 'open') return state === null && command.allowed ? { ok: true, events: [{ type: 'opened' }] } : refused('notPermitted')
    return state === null ? refused('notFound') : { ok: true, events: [command] }
  },
  evolve: (state, { seq, event }) => ({
    seq, sum: (state?.sum ?? 0) + (event.type === 'added' ? event.by : 0),
    connections: event.type === 'joined' ? [...(state?.connections ?? []), event.connectionId]
      : (state?.connections ?? []).filter((one) => event.type !== 'left' || one !== event.connectionId),
  }),
  ghosts: (state, isLive) => state.connections.filter((one) => !isLive(one)).map((connectionId) => ({ command: { type: 'left', connectionId }, actor: { system: 'gateway' } })),
}
const refused = (code: 'notPermitted' | 'notFound') => ({ ok: false as const, error: new AppError(code).toWire() })
const clerk: WindowActor = { personId: 'clerk-1', role: 'remoteClerk', at: 'office-1' }
const by = (command: Tally['command'], commandId: string | null = null): Submission<Tally> => ({ command, actor: clerk, commandId })
const open = (allowed = true) => by({ type: 'open', allowed })

let database: TestDatabase
let house: TestCourt
let court: Court
let hosts: Hosts<Tally>
let id: string
const others: Hosts<Tally>[] = []
const another = (changes: Partial<Court> = {}): Hosts<Tally> => {
  const made = new Hosts({ ...court, ...changes, limits: { ...court.limits, leaseWithinMs: 500 } }, tallyLaw)
  others.push(made)
  return made
}

beforeAll(async () => {
  database = await openTestDatabase()
  house = await startTestCourt(database)
  court = house.signaling.inside.court
}, 60_000)
beforeEach(() => {
  hosts = another()
  id = crypto.randomUUID()
})
afterAll(async () => {
  await Promise.all(others.map((one) => one.stop()))
  await house.stop()
  await database.close()
})

test('a stream begins by the command that its law lets begin it, and by no other', async () => {
  const seen: unknown[] = []
  hosts.onSteps((_, steps) => seen.push(...steps.map(({ before, after }) => [before, after])))
  await expect(hosts.get(id)).rejects.toMatchObject({ code: 'notFound' })
  await expect(hosts.submit(id, by({ type: 'added', by: 1 }))).rejects.toMatchObject({ code: 'notFound' })
  expect(await hosts.peek(id)).toBeNull()
  expect(await hosts.submit(id, open())).toEqual({ seq: 1 })
  expect((await hosts.get(id)).state).toEqual({ seq: 1, sum: 0, connections: [] })
  expect(seen).toEqual([[null, { seq: 1, sum: 0, connections: [] }]])
  const stored = await court.store.readAs(`tally/${id}`, Event, WindowActor)
  expect(stored.map(({ actor, event }) => [actor, event])).toEqual([[clerk, { type: 'opened' }]])
  await expect(hosts.submit(id, open())).rejects.toMatchObject({ code: 'notPermitted' })
})

test('a beginning refused leaves nothing behind: another server may host it at once', async () => {
  await expect(hosts.submit(id, open(false))).rejects.toMatchObject({ code: 'notPermitted' })
  expect(await hosts.loaded(id)).toBeNull()
  await expect(hosts.get(id)).rejects.toMatchObject({ code: 'notFound' })
  expect(await another().submit(id, open())).toEqual({ seq: 1 })
})

test('looked for and begun at the same moment: it is begun once', async () => {
  const [looked, ...begun] = await Promise.allSettled([hosts.get(id), hosts.submit(id, open()), hosts.submit(id, open()), hosts.submit(id, by({ type: 'added', by: 3 }))])
  expect(looked.status === 'rejected' && looked.reason).toMatchObject({ code: 'notFound' })
  expect(begun.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  const events = await court.store.readAs(`tally/${id}`, Event, WindowActor)
  expect(events.filter(({ event }) => event.type === 'opened')).toHaveLength(1)
  expect((await hosts.get(id)).state.seq).toBe(events.length)
})

test('a refused beginning that others stand in line behind carries them out before it goes', async () => {
  const outcomes = await Promise.allSettled([hosts.submit(id, open(false)), hosts.submit(id, open()), hosts.submit(id, open(false))])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
  expect(await hosts.submit(id, by({ type: 'added', by: 2 }))).toEqual({ seq: 2 })
  expect((await hosts.get(id)).state.sum).toBe(2)
})

test('a command asked again after a change of hands answers as before; whoever was connected there is reported gone', async () => {
  await hosts.submit(id, open())
  const first = await hosts.submit(id, by({ type: 'added', by: 5 }, 'command-5'))
  await hosts.submit(id, by({ type: 'joined', connectionId: 'line-1' }))
  await expect(another().get(id)).rejects.toMatchObject({ code: 'busy' })
  await hosts.stop()
  const next = another()
  expect(await next.submit(id, by({ type: 'added', by: 5 }, 'command-5'))).toEqual(first)
  expect((await next.get(id)).state).toEqual({ seq: 4, sum: 5, connections: [] })
})

test('a lease lost while an append is under way: the command is carried out by the next host, none waits for ever', async () => {
  let lose = () => undefined as void
  let leases = 0
  const shaky = another({
    leases: {
      async acquire(name, owner) {
        const lease = await court.leases.acquire(name, owner)
        leases += 1
        const { promise, resolve } = Promise.withResolvers<void>()
        lose = resolve
        return lease && { ...lease, lost: promise }
      },
    },
    store: {
      ...court.store,
      async append(stream, expectedSeq, events, fence) {
        if (leases === 1) {
          lose()
          await new Promise((resolve) => setTimeout(resolve, 10))
          throw new Error('the database went away')
        }
        return court.store.append(stream, expectedSeq, events, fence)
      },
    },
  })
  expect(await shaky.submit(id, open())).toEqual({ seq: 1 })
  expect(leases).toBe(2)
  expect(await court.metrics.getSingleMetricAsString('tongting_streams_hosted')).toContain('law="tally"')
})
