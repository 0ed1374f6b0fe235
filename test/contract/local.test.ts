import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import { blobsContract } from './blobs.contract.ts'
import { busContract } from './bus.contract.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tongting-blobs-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

describe('bus in memory', () => {
  busContract(() =>
    Promise.resolve({ bus: createMemoryBus(createLog('silent')), settle: () => new Promise((resolve) => setImmediate(resolve)) }),
  )
})

describe('blobs in a folder', () => {
  const fileOf = (sha256: string) => path.join(dir, sha256.slice(0, 2), sha256)
  blobsContract(() =>
    Promise.resolve({
      blobs: createFolderBlobs(dir),
      async damage(sha256) {
        await chmod(fileOf(sha256), 0o640)
        await writeFile(fileOf(sha256), 'something else')
      },
    }),
  )

  it('leaves read-only files and nothing unfinished', async () => {
    const name = await createFolderBlobs(dir).put(new Uint8Array([1, 2, 3]))
    expect((await stat(fileOf(name))).mode & 0o222).toBe(0)
    expect((await readdir(dir, { recursive: true })).filter((file) => path.basename(file).startsWith('.'))).toEqual([])
  })
})
