import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from '../index.ts'
import type { BenchOptions, Figure } from '../index.ts'
import { writeJob, type Job } from './job.ts'
import { BARE, installPeers, OURS, PEER_SIDES, runSide, type Result } from './sides.ts'

export const name = 'papers'
export const description = 'mediation agreements with three signatures per second on one core, beside three other ways; and what verifying takes'
export const metrics = [
  'agreements_per_s', 'agreements_per_s_vs_pdf_lib_signpdf', 'agreements_per_s_vs_cantoo_libpdf', 'agreements_per_s_vs_pdfbox',
  'agreements_per_s_same_work', 'verify_ms_per_signature', 'agreement_kib',
]
export const packages = ['default-jdk-headless', 'libpdfbox2-java', 'libbcpkix-java', 'poppler-utils', 'openssl']

const ROUNDS = 3
/** Long enough that the warm-up (half of it again) has every side compiled: the question is what a service does all day. */
const SECONDS = 15
const SIGNATURES = 3

/**
 * Every side makes the same agreement (same text, same fonts, a different number on each) and signs it three times, on the
 * same one core, in turn; medians of the rounds. Counted is the processor time of all processes and threads of a side (key
 * cells, collectors and compilers included), so that other work on the machine does not tell. Ours breaks the lines itself, makes a key and a certificate for each
 * signature in a process apart, adds an RFC 3161 time stamp, draws the handwriting and verifies each revision; the peers
 * get the lines ready-made, sign with one key prepared beforehand and do none of the rest; `same_work` is ours doing only that,
 * too. What each wrote last is shown to
 * pdfsig: a side whose three signatures are not valid does not count.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  if (availableParallelism() < 2) progress('one core only: the sides share it with this program')
  const folder = await mkdtemp(join(tmpdir(), 'tongting-bench-papers-'))
  try {
    progress('installing the peers')
    await installPeers()
    const job = writeJob(folder, quick ? 1 : SECONDS)
    const results = new Map<string, Result[]>()
    for (let round = 1; round <= (quick ? 1 : ROUNDS); round++) {
      for (const side of [OURS, BARE, ...PEER_SIDES]) {
        const result = await runSide(side, job, folder)
        checkSigned(job, side.name)
        results.set(side.name, [...(results.get(side.name) ?? []), result])
        const { done, cpuSeconds, wallSeconds, bytes } = result
        progress(`round ${round}: ${side.name} ${(done / cpuSeconds).toFixed(1)} agreements per second of processor time, ${(done / wallSeconds).toFixed(1)} by the clock, ${Math.round(bytes / 1024)} KiB`)
      }
    }
    return figures(results)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function figures(results: Map<string, Result[]>): Figure[] {
  const rate = (side: string): number => round(median((results.get(side) ?? []).map(({ done, cpuSeconds }) => done / cpuSeconds)))
  const ours = results.get(OURS.name) ?? []
  const value = rate(OURS.name)
  const beside = (metric: string, peer: string): Figure => ({ metric, value, unit: '1/s', peer, peerValue: rate(peer), ratio: round(value / rate(peer)) })
  const best = PEER_SIDES.map((side) => side.name).reduce((a, b) => (rate(a) >= rate(b) ? a : b))
  const verifying = round(median(ours.map(({ verifyMs }) => verifyMs ?? 0)))
  return [
    beside('agreements_per_s', best),
    ...PEER_SIDES.map((side) => beside(`agreements_per_s_vs_${side.short}`, side.name)),
    { metric: 'agreements_per_s_same_work', value: rate(BARE.name), unit: '1/s', peer: best, peerValue: rate(best), ratio: round(rate(BARE.name) / rate(best)) },
    { metric: 'verify_ms_per_signature', value: verifying, unit: 'ms', peer: 'limit', peerValue: 5, ratio: round(verifying / 5) },
    { metric: 'agreement_kib', value: Math.round(median(ours.map(({ bytes }) => bytes)) / 1024), unit: 'KiB' },
  ]
}

/** @throws Error when pdfsig does not find three valid signatures in what this side wrote */
function checkSigned({ out }: Job, side: string): void {
  const { stdout } = spawnSync('pdfsig', [out], { encoding: 'utf8' })
  const valid = stdout.match(/Signature is Valid\./g)?.length ?? 0
  if (valid !== SIGNATURES) throw new Error(`${side}: pdfsig finds ${valid} valid signatures instead of ${SIGNATURES}`)
}

const round = (value: number): number => Math.round(value * 100) / 100
