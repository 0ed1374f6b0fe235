import { createHash } from 'node:crypto'
import type { StrictFile } from '../pdf/strict.ts'
import type { SigningRevision } from './revision-check.ts'

export type Hashes = {
  /** Of the paper before any signature, without and with the line end that the first revision may have put after it. */
  base: [string, string]
  /** For each signing revision: what its signature covers, and the whole file as it was after it. */
  revisions: { covered: Uint8Array; sha256: string }[]
  file: string
}

/** All hashes of a paper in one run over its bytes. */
export function hashRevisions(bytes: Uint8Array, file: StrictFile, revisions: SigningRevision[]): Hashes {
  const running = createHash('sha256')
  const baseEnd = file.revisions[0]?.end ?? bytes.length
  const lineEnd = bytes[baseEnd - 1] === 0x0a ? 1 : 0
  running.update(bytes.subarray(0, baseEnd - lineEnd))
  const bare = running.copy().digest('hex')
  running.update(bytes.subarray(baseEnd - lineEnd, baseEnd))
  const base: [string, string] = [bare, running.copy().digest('hex')]
  let at = baseEnd
  const list = revisions.map(({ index, contents }) => {
    const end = file.revisions[index]?.end ?? at
    running.update(bytes.subarray(at, contents.start))
    const covered = running.copy().update(bytes.subarray(contents.end, end)).digest()
    running.update(bytes.subarray(contents.start, end))
    at = end
    return { covered, sha256: running.copy().digest('hex') }
  })
  return { base, revisions: list, file: running.update(bytes.subarray(at)).digest('hex') }
}

/** Index of the revision up to which the file has this hash, or -1. */
export function revisionOf(bytes: Uint8Array, file: StrictFile, sha256: string): number {
  const running = createHash('sha256')
  let at = 0
  return file.revisions.findIndex(({ end }, index) => {
    // The line end after a base may have come with the first signature.
    const bare = index === 0 && bytes[end - 1] === 0x0a ? end - 1 : end
    running.update(bytes.subarray(at, bare))
    const before = bare < end && running.copy().digest('hex') === sha256
    running.update(bytes.subarray(bare, end))
    at = end
    return before || running.copy().digest('hex') === sha256
  })
}
