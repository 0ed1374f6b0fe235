import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSigning } from '../../../docs-service/sign/settings.ts'
import { doTask, type PressPorts } from '../../../docs-service/press/tasks.ts'
import { FIELDS, SIGNERS, STROKES } from '../../../docs-service/testing/samples.ts'
import { readStrict } from '../../../docs-service/pdf/strict.ts'
import { verifyNow } from '../../../docs-service/verify.ts'
import { mutate } from '../../../docs-service/verify/testing/mutate.ts'
import { smallPaper } from '../../../docs-service/verify/testing/small-paper.ts'

/** How many mutations, and from which number on (they are reproducible): `MUTATIONS=100000 npm test -- --only integration FILE`. */
const COUNT = Number(process.env['MUTATIONS'] ?? 4000)
const FIRST = Number(process.env['MUTATIONS_FROM'] ?? 1)
/** One in so many is of a paper as the press makes it, five times as slow to verify. */
const WHOLE_PAPER_EVERY = 8

let folder = ''
let small: Buffer
let whole: Buffer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutations-'))
  const { stop, ...signing } = await openSigning(folder, {})
  const ports: PressPorts = { ...signing, sm2: null }
  small = await smallPaper(ports)
  const at = new Date().toISOString()
  const signers = SIGNERS.slice(0, 3)
  let made = await doTask({ kind: 'make', content: { template: 'settlementAgreement', fields: FIELDS }, signers, documentId: 'doc-1', at }, ports)
  for (const { personId } of signers) made = await doTask({ kind: 'sign', bytes: made.bytes, signers, personId, strokes: STROKES, at }, ports)
  whole = Buffer.from((await doTask({ kind: 'seal', bytes: made.bytes, court: FIELDS.court, at }, ports)).bytes)
  await stop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test(`of ${COUNT} mutations of a signed paper none is accepted`, { timeout: 3_600_000 }, () => {
  const subjects = [small, whole].map((paper) => ({ paper, file: readStrict(paper) }))
  const ends = subjects.map(({ paper, file }) => [0, ...file.revisions.slice(1).map(({ end }) => end)].map((end) => paper.subarray(0, end)))
  for (const { paper } of subjects) expect(verifyNow(paper).ok).toBe(true)
  const accepted: string[] = []
  const tried: Record<string, number> = {}
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const which = seed % WHOLE_PAPER_EVERY === 0 ? 1 : 0
    const { paper, file } = subjects[which] as (typeof subjects)[number]
    const { how, bytes } = mutate(paper, file, seed)
    // Some change nothing, or cut the paper back to what it was after an earlier signature: that paper is in order.
    if (ends[which]?.some((earlier) => earlier.equals(bytes))) continue
    tried[how] = (tried[how] ?? 0) + 1
    if (verifyNow(bytes).ok) accepted.push(`${seed} ${how}`)
  }
  console.log(`mutations tried: ${JSON.stringify(tried)}`)
  expect(accepted).toEqual([])
  expect(Object.keys(tried).length).toBeGreaterThan(8)
})
