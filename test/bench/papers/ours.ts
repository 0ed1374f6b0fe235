/**
 * Our side, run in a process of its own: agreements as the press makes them, three signatures each, with everything that
 * belongs to it — a fresh key in a cell and a certificate for every signature, a time stamp, the drawn handwriting, and the
 * check of every new revision by the verifier. Arguments: folder, seconds, output. Prints one line of JSON.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { doTask } from '../../../docs-service/press/tasks.ts'
import { openSigning } from '../../../docs-service/sign/settings.ts'
import { STROKES } from '../../../docs-service/testing/samples.ts'
import { verifyNow } from '../../../docs-service/verify.ts'
import { contentOf, THREE } from './job.ts'
import { measure } from './measure.ts'
import { cpuSeconds } from './peers/cpu.mjs'

const [folder = '.', seconds = '4', out = 'out.pdf'] = process.argv.slice(2)
const signing = await openSigning(join(folder, 'ca'), {})
const ports = { ...signing, sm2: null }

async function agreement(number: number): Promise<Uint8Array> {
  const at = new Date().toISOString()
  let made = await doTask({ kind: 'make', content: contentOf(number), signers: THREE, documentId: `doc-${number}`, at }, ports)
  for (const { personId } of THREE) {
    made = await doTask({ kind: 'sign', bytes: made.bytes, previousSha256: made.sha256, signers: THREE, personId, strokes: STROKES, at }, ports)
  }
  return made.bytes
}

/** Of a whole paper that nobody has looked at before, per signature, in ms of processor time. */
function verifyMs(bytes: Uint8Array): number {
  const times = 200
  const before = cpuSeconds()
  for (let i = 0; i < times; i++) if (!verifyNow(bytes, { trustedRoots: ports.roots }).ok) throw new Error('our own agreement does not verify')
  return ((cpuSeconds() - before) * 1000) / times / THREE.length
}

// Cells count too: they are ended first, since the kernel adds a child's time when it is gone.
const measured = await measure(agreement, Number(seconds), out, () => signing.stop())
process.stdout.write(`${JSON.stringify({ ...measured, verifyMs: verifyMs(readFileSync(out)) })}\n`)
