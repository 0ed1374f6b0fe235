import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { runTool } from '../../../bin/setup/run-tool.ts'
import type { Job } from './job.ts'

const PEERS = join(import.meta.dirname, 'peers')
const JARS = ['pdfbox2', 'fontbox2', 'bcpkix', 'bcprov', 'bcutil', 'commons-logging'].map((name) => `/usr/share/java/${name}.jar`).join(':')
/** One core for each side: the core's number is the same for all. */
const CORE = '1'

export const Result = z.object({ done: z.int(), wallSeconds: z.number(), cpuSeconds: z.number(), bytes: z.int(), verifyMs: z.number().optional() })
export type Result = z.infer<typeof Result>
export type Side = { name: string; /** For names of figures. */ short: string; command: (job: Job, folder: string) => [string, ...string[]] }

const peer = (name: string, short: string, file: string): Side => ({ name, short, command: ({ json }) => [process.execPath, join(PEERS, file), json] })

export const OURS: Side = {
  name: 'tongting', short: 'tongting',
  command: ({ seconds, out }, folder) => [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'ours.ts'), folder, String(seconds), out],
}
/** Ours doing only what the peers do: shows how much of the time goes into doing more. */
export const BARE: Side = {
  name: 'tongting, only what the peers do', short: 'same_work',
  command: ({ seconds, out, ecKey, ecCertificate }) => [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'bare.ts'), ecKey, ecCertificate, String(seconds), out],
}
export const PEER_SIDES: Side[] = [
  peer('pdf-lib 1.17 + @signpdf', 'pdf_lib_signpdf', 'pdf-lib-signpdf.mjs'),
  peer('@cantoo/pdf-lib + @libpdf/core', 'cantoo_libpdf', 'cantoo-libpdf.mjs'),
  {
    name: 'PDFBox 2.0 + BouncyCastle', short: 'pdfbox',
    command: ({ lines, ecKey, ecCertificate, seconds, out }) => ['java', '-Xmx1g', '-cp', JARS, join(PEERS, 'PdfBoxPeer.java'), lines, ecKey, ecCertificate, String(seconds), out],
  },
]

/** Runs one side on one core. @throws Error when it fails or prints no result */
export async function runSide(side: Side, job: Job, folder: string): Promise<Result> {
  const [program, ...args] = side.command(job, folder)
  const output = await runTool('taskset', ['-c', CORE, program, ...args], { timeoutMs: 60_000 + job.seconds * 5000 })
  return Result.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
}

/** The peers from npm, at the versions of their lock file; nothing when they are there. */
export async function installPeers(): Promise<void> {
  const installed = join(PEERS, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(PEERS, 'package-lock.json')).mtimeMs) return
  await runTool('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: PEERS, timeoutMs: 600_000 })
}
