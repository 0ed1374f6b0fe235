import { createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { CELL_KEYS, KeyCell } from './key-cell-process.ts'
import { createOneTimeSigner, type OneTimeSigner } from './one-time-signer.ts'

let signer: OneTimeSigner | null = null
afterEach(async () => { await signer?.stop() })

const genuine = (spki: Uint8Array, message: string, signature: Uint8Array): boolean =>
  verify('sha256', Buffer.from(message), createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }), signature)

test('every signature has a key of its own; no key signs twice, and cells are replaced as they are used up', async () => {
  signer = createOneTimeSigner()
  const seen = new Set<string>()
  const pids = new Set<number>()
  const total = CELL_KEYS * 2 + 5
  for (let i = 0; i < total; i++) {
    const key = await signer.openKey()
    seen.add(Buffer.from(key.spki).toString('hex'))
    const signature = await key.sign(Buffer.from(`paper ${i}`))
    expect(genuine(key.spki, `paper ${i}`, signature)).toBe(true)
    await expect(key.sign(Buffer.from('another'))).rejects.toThrow('used already')
    await key.destroy()
    for (const pid of signer.pids()) pids.add(pid)
  }
  expect(seen.size).toBe(total)
  expect(pids.size).toBeGreaterThanOrEqual(3)
})

test('many at once, each by its own key', async () => {
  signer = createOneTimeSigner()
  const { openKey } = signer
  const keys = await Promise.all(Array.from({ length: CELL_KEYS + 20 }, async (_, i) => {
    const key = await openKey()
    return { spki: key.spki, fits: genuine(key.spki, `paper ${i}`, await key.sign(Buffer.from(`paper ${i}`))) }
  }))
  expect(keys.every(({ fits }) => fits)).toBe(true)
  expect(new Set(keys.map(({ spki }) => Buffer.from(spki).toString('hex'))).size).toBe(keys.length)
})

test('a cell that dies fails the signature in hand and no other', async () => {
  signer = createOneTimeSigner()
  const inHand = await signer.openKey()
  for (const pid of signer.pids()) process.kill(pid, 'SIGKILL')
  await expect(inHand.sign(Buffer.from('lost'))).rejects.toThrow('the key cell ended')
  const next = await signer.openKey()
  expect(genuine(next.spki, 'paper', await next.sign(Buffer.from('paper')))).toBe(true)
})

test('a cell makes a bounded number of keys, refuses a key it has dropped, and ends when its keys are used', async () => {
  const cell = new KeyCell()
  const first = await cell.take()
  await cell.sign(first.id, Buffer.from('once'))
  await expect(cell.sign(first.id, Buffer.from('twice'))).rejects.toThrow('no such key')
  const second = await cell.take()
  cell.drop(second.id)
  await expect(cell.sign(second.id, Buffer.from('dropped'))).rejects.toThrow('no such key')
  const others = await Promise.all(Array.from({ length: CELL_KEYS - 2 }, () => cell.take()))
  expect(cell.room).toBe(0)
  await Promise.all(others.map(({ id }) => cell.sign(id, Buffer.from('paper'))))
  await cell.exited
  expect(cell.ended).toBe(true)
})

test('a cell has none of our environment and ends with its parent\'s pipe', async () => {
  process.env.SECRET_OF_THE_COURT = 'hush'
  const cell = new KeyCell()
  await cell.take()
  const environment = await readFile(`/proc/${cell.pid}/environ`, 'latin1').catch(() => '')
  expect(environment).not.toContain('hush')
  delete process.env.SECRET_OF_THE_COURT
  await cell.end()
  expect(cell.room).toBe(0)
})
