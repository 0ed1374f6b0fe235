import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { startMark } from './processes.ts'

const Holder = z.object({
  pid: z.int(),
  startMark: z.string(),
  hostname: z.string(),
  since: z.string(),
  address: z.string().nullable(),
  nonce: z.string(),
})
export type DataDirHolder = z.infer<typeof Holder>

export type HeldDataDir = {
  /** Writes down where this server can be reached, for the message a second one gets. */
  setAddress(address: string): Promise<void>
  /** Idempotent. */
  release(): Promise<void>
}

const LOCK_FILE = 'server.lock'
const SIGN_OF_LIFE_MS = 3_000
/** A holder in another container or on another machine cannot be looked at; it counts as alive for this long. */
const SILENT_AFTER_MS = 15_000

/** Another live server works on this data folder. */
export class DataDirHeld extends Error {
  override readonly name = 'DataDirHeld'
  readonly holder: DataDirHolder
  constructor(dir: string, holder: DataDirHolder) {
    const { pid, since, address } = holder
    const elsewhere =
      holder.hostname === hostname() ? { zh: '', en: '' } : { zh: `(主机 ${holder.hostname})`, en: ` on ${holder.hostname}` }
    super(
      `数据目录 ${dir} 正由另一个服务使用：进程 ${pid}${elsewhere.zh}，自 ${since} 起，地址 ${address ?? '尚未就绪'}。请先停止该服务，或另设 DATA_DIR。\n` +
        `The data folder ${dir} is in use by another server: process ${pid}${elsewhere.en}, since ${since}, at ${address ?? 'an address not ready yet'}. Stop it first, or set another DATA_DIR.`,
    )
    this.holder = holder
  }
}

/**
 * Takes a data folder for this process alone (making it where missing). What a dead process held is taken over.
 * @throws DataDirHeld naming process, beginning and address of the live holder
 */
export async function holdDataDir(dir: string, address: string | null = null): Promise<HeldDataDir> {
  const folder = path.resolve(dir)
  await mkdir(folder, { recursive: true })
  const lock = path.join(folder, LOCK_FILE)
  const own: DataDirHolder = {
    pid: process.pid,
    startMark: (await startMark(process.pid)) ?? '',
    hostname: hostname(),
    since: new Date().toISOString(),
    address,
    nonce: randomUUID(),
  }
  while (!(await placeLock(lock, own, lock))) {
    const line = await successionOf(lock)
    if (line === null) continue
    if (await lives(lock, line.last)) throw new DataDirHeld(folder, line.last)
    if (await succeed(lock, line, own)) break
  }
  const signs = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => undefined), SIGN_OF_LIFE_MS).unref()
  let released = false

  return {
    async setAddress(reachedAt) {
      own.address = reachedAt
      const next = `${lock}.${own.nonce}`
      await writeFile(next, JSON.stringify(own))
      await rename(next, lock)
    },
    async release() {
      if (released) return
      released = true
      clearInterval(signs)
      const holder = await readLock(lock)
      if (typeof holder === 'object' && holder.nonce === own.nonce) await rm(lock, { force: true })
    },
  }
}

/**
 * Appears with its content or not at all: whoever finds `file` can read whose it is. It is prepared under a name that
 * whoever clears up marks leaves alone.
 */
async function placeLock(file: string, own: DataDirHolder, lock: string): Promise<boolean> {
  const prepared = `${lock}.${own.nonce}`
  await writeFile(prepared, JSON.stringify(own))
  try {
    await link(prepared, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(prepared, { force: true })
  }
}

type Found = DataDirHolder | 'gone' | 'damaged'

async function readLock(lock: string): Promise<Found> {
  const text = await readFile(lock, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return 'gone'
  try {
    return Holder.parse(JSON.parse(text))
  } catch {
    return 'damaged'
  }
}

/** A lock that cannot be read belongs to nobody who lives. */
const UNREADABLE: DataDirHolder = { pid: 0, startMark: '', hostname: hostname(), since: '', address: null, nonce: 'damaged' }
const nameOf = (found: Found): string => (typeof found === 'object' ? found.nonce : found)
const successorFile = (lock: string, nonce: string): string => `${lock}.after-${nonce}`

type Succession = { first: DataDirHolder; last: DataDirHolder }

/** The lock's own holder, and whoever was last to begin succeeding a dead one; null where there is no lock. */
async function successionOf(lock: string): Promise<Succession | null> {
  const found = await readLock(lock)
  if (found === 'gone') return null
  const first = found === 'damaged' ? UNREADABLE : found
  let last = first
  for (let next = await readLock(successorFile(lock, last.nonce)); typeof next === 'object'; next = await readLock(successorFile(lock, last.nonce))) last = next
  return { first, last }
}

/**
 * Takes over from a dead holder. Only one file can be linked as the successor of one holder, so of many who find the same
 * dead lock exactly one goes on; and only while the lock still is what it was: a successor may have come and cleared up.
 */
async function succeed(lock: string, { first, last }: Succession, own: DataDirHolder): Promise<boolean> {
  const mark = successorFile(lock, last.nonce)
  if (!(await placeLock(mark, own, lock))) return false
  if (nameOf(await readLock(lock)) !== first.nonce) {
    await rm(mark, { force: true })
    return false
  }
  const next = `${lock}.${own.nonce}`
  await writeFile(next, JSON.stringify(own))
  await rename(next, lock)
  await clearMarks(lock)
  return true
}

/** Marks of successions that are over: whoever still makes one finds the lock changed and takes it back. */
async function clearMarks(lock: string): Promise<void> {
  const prefix = path.basename(successorFile(lock, ''))
  for (const name of await readdir(path.dirname(lock))) {
    if (name.startsWith(prefix)) await rm(path.join(path.dirname(lock), name), { force: true })
  }
}

async function lives(lock: string, holder: DataDirHolder): Promise<boolean> {
  if (holder.hostname === hostname()) {
    const mark = await startMark(holder.pid)
    return mark !== null && mark === holder.startMark
  }
  const touched = (await stat(lock).catch(() => null))?.mtimeMs ?? 0
  return Date.now() - touched < SILENT_AFTER_MS
}
