import { randomUUID } from 'node:crypto'
import { access, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Sha256 } from '#protocol/ids.ts'
import { sha256Hex } from '../canonical.ts'
import type { Blobs } from '../ports.ts'

const READ_ONLY = 0o440

/**
 * Blobs in a folder: `DIR/ab/abcd…`, the file's name is its SHA-256. A file appears complete and on disk or not at
 * all; it is read-only from then on. `get` recomputes the hash.
 */
export function createFolderBlobs(dir: string): Blobs {
  const root = path.resolve(dir)
  const fileOf = (sha256: string) => path.join(root, sha256.slice(0, 2), sha256)

  return {
    async put(bytes) {
      const sha256 = sha256Hex(bytes)
      const file = fileOf(sha256)
      if (await exists(file)) return sha256
      const folder = path.dirname(file)
      await mkdir(folder, { recursive: true, mode: 0o750 })
      const unfinished = path.join(folder, `.${sha256}.${randomUUID()}`)
      try {
        await writeDurably(unfinished, bytes)
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      await syncFolder(folder)
      await syncFolder(root)
      return sha256
    },
    async get(sha256) {
      // The pattern also keeps a hostile name from leaving the folder.
      if (!Sha256.safeParse(sha256).success) return null
      const bytes = await readFile(fileOf(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      if (bytes === null) return null
      if (sha256Hex(bytes) !== sha256) throw new Error(`blob ${sha256} is damaged on disk`)
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    },
    async remove(sha256) {
      if (!Sha256.safeParse(sha256).success || !(await exists(fileOf(sha256)))) return
      await rm(fileOf(sha256), { force: true })
      await syncFolder(path.dirname(fileOf(sha256)))
    },
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', READ_ONLY)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The name of a new file is only safe once its folder is written too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
