import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { Blobs } from '#platform/ports.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Rules of the port `Blobs`. `damage` changes a byte where it is kept. */
export function blobsContract(open: () => Promise<{ blobs: Blobs; damage(sha256: string): Promise<void> }>): void {
  let blobs: Blobs
  let damage: (sha256: string) => Promise<void>
  beforeEach(async () => {
    ;({ blobs, damage } = await open())
  })

  it('F1 gives back what was put, under its SHA-256', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        const name = await blobs.put(bytes)
        expect(name).toBe(sha256(bytes))
        expect(await blobs.get(name)).toEqual(bytes)
      }),
      { numRuns: 25 },
    )
  })

  it('F2 takes the same content twice, also at once', async () => {
    const bytes = new TextEncoder().encode('调解协议')
    const names = await Promise.all([blobs.put(bytes), blobs.put(bytes), blobs.put(bytes)])
    expect(new Set(names)).toEqual(new Set([sha256(bytes)]))
    expect(await blobs.get(sha256(bytes))).toEqual(bytes)
  })

  it('F3 knows nothing under a name that is none', async () => {
    for (const name of ['0'.repeat(64), '', '../../etc/passwd', 'A'.repeat(64)]) expect(await blobs.get(name)).toBeNull()
  })

  it('F4 refuses to hand out what is damaged', async () => {
    const name = await blobs.put(new Uint8Array(100))
    await damage(name)
    await expect(blobs.get(name)).rejects.toThrow(/damaged/)
  })

  it('F5 removes for good what is there, and nothing else', async () => {
    const [gone, kept] = [await blobs.put(new Uint8Array([1])), await blobs.put(new Uint8Array([2]))]
    for (const name of [gone, gone, 'f'.repeat(64), '../../etc/passwd']) await blobs.remove(name)
    expect(await blobs.get(gone)).toBeNull()
    expect(await blobs.get(kept)).toEqual(new Uint8Array([2]))
    expect(await blobs.put(new Uint8Array([1]))).toBe(gone)
    expect(await blobs.get(gone)).toEqual(new Uint8Array([1]))
  })
}
