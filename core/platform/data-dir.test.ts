import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DataDirHeld, holdDataDir } from './data-dir.ts'
import { startMark } from './processes.ts'

let dir: string
beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), 'tongting-hold-')), 'made', 'here')
})
afterEach(() => rm(path.resolve(dir, '../..'), { recursive: true, force: true }))

async function leave(holder: object): Promise<void> {
  await (await holdDataDir(dir)).release()
  const whole = {
    pid: process.pid,
    startMark: await startMark(process.pid),
    hostname: hostname(),
    since: '2026-01-01T00:00:00.000Z',
    address: null,
    nonce: 'x',
  }
  await writeFile(path.join(dir, 'server.lock'), JSON.stringify({ ...whole, ...holder }))
}

describe('holding a data folder', () => {
  it('keeps others out until released, and leaves no file', async () => {
    const held = await holdDataDir(dir, 'http://localhost:1')
    await expect(holdDataDir(dir)).rejects.toThrow(DataDirHeld)
    await expect(holdDataDir(dir)).rejects.toThrow(/http:\/\/localhost:1/)
    await held.setAddress('http://localhost:2')
    await expect(holdDataDir(dir)).rejects.toThrow(/http:\/\/localhost:2/)
    await held.release()
    await held.release()
    expect(await readdir(dir)).toEqual([])
  })

  it('gives it to exactly one of many who ask at once, also over a dead holder', async () => {
    // Many rounds: a gap between looking and taking shows only now and then.
    for (let round = 0; round < 60; round++) {
      if (round % 2 === 0) await leave({ pid: 2 ** 22 + 1, startMark: '1', nonce: `dead-${round}` })
      const results = await Promise.allSettled(Array.from({ length: 12 }, () => holdDataDir(dir)))
      const got = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
      expect(got).toHaveLength(1)
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DataDirHeld)
      await got[0]?.release()
      expect(await readdir(dir)).toEqual([])
    }
  })

  it('takes over from a dead process, from one whose number was given anew, and from a damaged file', async () => {
    await leave({ pid: 2 ** 22 + 1 })
    await (await holdDataDir(dir)).release()
    await leave({ startMark: 'another beginning' })
    await (await holdDataDir(dir)).release()
    await writeFile(path.join(dir, 'server.lock'), '{"pid":')
    await (await holdDataDir(dir)).release()
  })

  it('believes a holder on another host for as long as it gives signs of life', async () => {
    await leave({ hostname: 'another-host', pid: 1 })
    await expect(holdDataDir(dir)).rejects.toThrow(/another-host/)
    await utimes(path.join(dir, 'server.lock'), 0, 0)
    await (await holdDataDir(dir)).release()
  })

  it('does not remove the lock of whoever came after', async () => {
    const first = await holdDataDir(dir)
    const lock = path.join(dir, 'server.lock')
    const other = { ...(JSON.parse(await readFile(lock, 'utf8')) as object), nonce: 'other' }
    await writeFile(lock, JSON.stringify(other))
    await first.release()
    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ nonce: 'other' })
  })
})
