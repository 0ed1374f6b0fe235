import { beforeAll, expect, it } from 'vitest'
import type { Leases } from '#platform/ports.ts'

export type Owner = {
  leases: Leases & { close(): Promise<void> }
  /** Cuts the owner off from whatever keeps its leases, as a crash or a torn cable would. */
  cut(): Promise<void>
}
export type LeasesUnderTest = { newOwner(ttlMs: number): Promise<Owner> }

const LONG_MS = 60_000
const SHORT_MS = 1_000
let names = 0
const newName = (): string => `hearing/lease-${process.pid}-${++names}`

/** Rules of the port `Leases`. */
export function leasesContract(open: () => Promise<LeasesUnderTest>): void {
  let t: LeasesUnderTest
  beforeAll(async () => {
    t = await open()
  }, 60_000)

  it('L1 gives a name to one owner at a time, also within one process', async () => {
    const [a, b] = [await t.newOwner(LONG_MS), await t.newOwner(LONG_MS)]
    const name = newName()
    expect(await a.leases.acquire(name, 'a')).toMatchObject({ name })
    expect(await b.leases.acquire(name, 'b')).toBeNull()
    expect(await a.leases.acquire(name, 'a')).toBeNull()
    expect(await b.leases.acquire(newName(), 'b')).not.toBeNull()
  })

  it('L2 gives it to exactly one of many who ask at once', async () => {
    const owners = await Promise.all(Array.from({ length: 5 }, () => t.newOwner(LONG_MS)))
    const name = newName()
    const got = await Promise.all(
      owners.flatMap(({ leases }, n) => [leases.acquire(name, `o${n}`), leases.acquire(name, `o${n}`)]),
    )
    expect(got.filter((lease) => lease !== null)).toHaveLength(1)
  })

  it('L3 lets the fence grow at every change of hands', async () => {
    const [a, b] = [await t.newOwner(LONG_MS), await t.newOwner(LONG_MS)]
    const name = newName()
    const fences: number[] = []
    for (const { leases } of [a, b, a, b]) {
      const lease = await leases.acquire(name, 'x')
      fences.push(lease?.fence ?? 0)
      await lease?.release()
      await lease?.release()
    }
    expect(fences).toEqual([1, 2, 3, 4])
  })

  it('L4 tells the holder who is cut off, and lets another have the name at once', async () => {
    const [a, b] = [await t.newOwner(LONG_MS), await t.newOwner(LONG_MS)]
    const name = newName()
    const lease = await a.leases.acquire(name, 'a')
    await a.cut()
    await lease?.lost
    const next = await b.leases.acquire(name, 'b')
    expect(next?.fence).toBe(2)
    // Cut off is not shut out: it may ask again, and finds the name taken.
    expect(await a.leases.acquire(name, 'a')).toBeNull()
    expect(await a.leases.acquire(newName(), 'a')).not.toBeNull()
  })

  it('L5 keeps a lease for longer than its time while its holder lives', { retry: 3 }, async () => {
    const [a, b] = [await t.newOwner(SHORT_MS), await t.newOwner(LONG_MS)]
    const name = newName()
    const lease = await a.leases.acquire(name, 'a')
    await new Promise((resolve) => setTimeout(resolve, 2 * SHORT_MS))
    const taken = await b.leases.acquire(name, 'b')
    // On a machine so busy that renewal came too late, the holder has at least to be told.
    if (taken !== null) await lease?.lost
    expect(taken).toBeNull()
  })

  it('L6 frees everything when the owner closes in order', async () => {
    const [a, b] = [await t.newOwner(LONG_MS), await t.newOwner(LONG_MS)]
    const [one, two] = [newName(), newName()]
    await a.leases.acquire(one, 'a')
    await a.leases.acquire(two, 'a')
    await a.leases.close()
    expect((await b.leases.acquire(one, 'b'))?.fence).toBe(2)
    expect((await b.leases.acquire(two, 'b'))?.fence).toBe(2)
    await expect(a.leases.acquire(newName(), 'a')).rejects.toThrow(/closed/)
  })

  it('L7 answers each of hundreds asked for at once: every name goes to one, none is left without an answer', async () => {
    const [a, b] = [await t.newOwner(LONG_MS), await t.newOwner(LONG_MS)]
    const asked = Array.from({ length: 150 }, newName)
    const ofA = asked.map((name) => a.leases.acquire(name, 'a'))
    const ofB = [...asked].reverse().map((name) => b.leases.acquire(name, 'b'))
    const got = (await Promise.all([...ofA, ...ofB])).flatMap((lease) => (lease === null ? [] : [lease]))
    expect(got.map(({ name, fence }) => `${name} ${fence}`).sort()).toEqual(asked.map((name) => `${name} 1`).sort())
    await Promise.all(got.map((lease) => lease.release()))
    expect(new Set((await Promise.all(asked.map((name) => b.leases.acquire(name, 'b')))).map((lease) => lease?.fence))).toEqual(new Set([2]))
  })
}
