import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyPdf } from '../../docs-service/verify.ts'
import { startLoadCourt, type LoadCourt } from './court.ts'
import { PEOPLE } from './matters.ts'
import { Room } from './room.ts'

export type LoadResult = {
  /** Papers that are sealed and whose file verifies with every signature on it. */
  sealed: number
  /** Signatures that were acknowledged and are not on the paper, and papers that did not come to an end. */
  lost: number
  /** Signatures that somebody has twice on one paper, and certificates used twice anywhere. */
  doubled: number
  /** Presses of the button that were told to look at the newer revision first. */
  conflicts: number
  signSeconds: number
  /** Resident memory of the court's process: before the first signature, at most, and some seconds after the last seal of each wave. */
  rssMiB: { before: number; peak: number; after: number[] }
}

const SEALED_WITHIN_MS = 300_000
/** Rooms prepared at the same time: preparing is not what is measured. */
const AT_ONCE = 8
const SETTLE_MS = 4_000

/**
 * Papers being signed at once, three signers each, over the sockets and HTTP of a whole court in a process of its own. All
 * signers press at the same moment, each press arrives twice, and each signer tries once more afterwards.
 * @param options.waves how many times so many other papers are signed, one wave after the other, in the same court: memory
 *   that a wave needs anew is memory that was not given back
 */
export async function signAtOnce(options: { documents: number; waves?: number; progress: (text: string) => void }): Promise<LoadResult> {
  const { documents, waves = 1, progress } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-load-'))
  let court: LoadCourt | null = null
  let rooms: Room[] = []
  const total: LoadResult = { sealed: 0, lost: 0, doubled: 0, conflicts: 0, signSeconds: 0, rssMiB: { before: 0, peak: 0, after: [] } }
  try {
    progress(`scheduling ${documents * waves} mediations`)
    court = await startLoadCourt(dataDir, documents * waves)
    const { url, codes } = court
    for (let wave = 0; wave < waves; wave++) {
      rooms = codes.slice(wave * documents, (wave + 1) * documents).map((own, i) => new Room(wave * documents + i, url, own))
      const { rssMiB, ...counted } = await oneWave(court, rooms, progress)
      for (const key of ['sealed', 'lost', 'doubled', 'conflicts', 'signSeconds'] as const) total[key] += counted[key]
      total.rssMiB = { before: wave === 0 ? rssMiB.before : total.rssMiB.before, peak: Math.max(total.rssMiB.peak, rssMiB.peak), after: [...total.rssMiB.after, rssMiB.after] }
      for (const room of rooms) room.close()
    }
    return total
  } finally {
    for (const room of rooms) room.close()
    await court?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

type WaveResult = Omit<LoadResult, 'rssMiB'> & { rssMiB: { before: number; peak: number; after: number } }

async function oneWave(court: LoadCourt, rooms: Room[], progress: (text: string) => void): Promise<WaveResult> {
  progress(`${rooms.length * PEOPLE.length} people come in, ${rooms.length} agreements are drafted and made final`)
  await inGroups(rooms, AT_ONCE, (room) => room.prepare())
  const memory = watch(court)
  progress('everybody signs')
  const started = performance.now()
  const outcomes = await Promise.allSettled(rooms.flatMap((room) => PEOPLE.map((person) => room.sign(person))))
  const failures = outcomes.filter((one) => one.status === 'rejected')
  if (failures[0]) progress(`${failures.length} could not sign, the first: ${String(failures[0].reason)}`)
  const ends = await Promise.allSettled(rooms.map((room) => room.sealed(SEALED_WITHIN_MS)))
  const signSeconds = (performance.now() - started) / 1000
  progress('looking at every paper')
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  const rssMiB = memory.stop()
  const counted = await count(rooms.filter((_, i) => ends[i]?.status === 'fulfilled'))
  const unfinished = ends.filter(({ status }) => status === 'rejected').length
  return { ...counted, lost: counted.lost + unfinished, conflicts: sum(rooms.map(({ told }) => told.conflicts)), signSeconds, rssMiB }
}

/** What the files themselves say. */
async function count(rooms: Room[]): Promise<Pick<LoadResult, 'sealed' | 'lost' | 'doubled'>> {
  let [sealed, lost, doubled] = [0, 0, 0]
  const serials = new Set<string>()
  for (const room of rooms) {
    const bytes = await room.file()
    const { ok, signatures } = await verifyPdf(bytes)
    const isNewest = createHash('sha256').update(bytes).digest('hex') === room.view.revisionSha256
    const fields = signatures.map(({ field }) => field)
    if (ok && isNewest && fields.length === PEOPLE.length + 1) sealed++
    for (const person of room.told.acknowledged) if (!fields.some((field) => field.endsWith(`-${person}`))) lost++
    doubled += fields.length - new Set(fields).size
    for (const { certificateSerial } of signatures) {
      if (certificateSerial !== null && serials.has(certificateSerial)) doubled++
      if (certificateSerial !== null) serials.add(certificateSerial)
    }
  }
  return { sealed, lost, doubled }
}

function watch(court: LoadCourt): { stop(): WaveResult['rssMiB'] } {
  const before = court.rssMiB()
  let peak = before
  const timer = setInterval(() => { peak = Math.max(peak, court.rssMiB()) }, 250)
  return {
    stop: () => {
      clearInterval(timer)
      const after = court.rssMiB()
      return { before, peak: Math.max(peak, after), after }
    },
  }
}

async function inGroups<T>(items: T[], size: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items]
  await Promise.all(Array.from({ length: size }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
  }))
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
