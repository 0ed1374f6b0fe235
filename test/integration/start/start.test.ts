import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isAlive } from '#platform/processes.ts'

const ROOT = join(import.meta.dirname, '../../..')
const READY_LIMIT_MS = 90_000

interface Started {
  child: ChildProcess
  output(): string
  exit: Promise<number | null>
}

const dataDir = mkdtempSync(join(tmpdir(), 'tongting-start-'))
const running: Started[] = []

/** `npm start` as a person types it, on free ports. */
function start(): Started {
  const env = { ...process.env, PORT: '0', RTC_PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, DATABASE_URL: '', SFU_WORKERS: '1' }
  const child = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exit = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const started = { child, output: () => output, exit }
  running.push(started)
  return started
}

async function untilSaid(started: Started, pattern: RegExp): Promise<RegExpExecArray> {
  const end = performance.now() + READY_LIMIT_MS
  for (;;) {
    const found = pattern.exec(started.output())
    if (found !== null) return found
    if (started.child.exitCode !== null || performance.now() > end) throw new Error(`never said ${pattern}:\n${started.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

let first: Started
let url: string

beforeAll(async () => {
  first = start()
  url = (await untilSaid(first, /Tongting is ready: (\S+)/))[1]!
})
afterAll(async () => {
  for (const { child, exit } of running) {
    if (child.exitCode === null) child.kill('SIGTERM')
    await exit
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('the court is open: health is 200, the page and a personal link for each role are there', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('tt-app')
  for (const role of ['审判长', '书记员', '原告', '被告', '律师']) expect(first.output()).toContain(role)
  expect(first.output()).toMatch(/\/enter#[\w-]{16,}/)
})

test('a second start on the same data ends with 1 and says who holds it', async () => {
  const second = start()
  expect(await second.exit).toBe(1)
  expect(second.output()).toContain('正由另一个服务使用')
  expect(second.output()).toContain(url)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('verify-log reads the log of the running court and finds every chain whole', async () => {
  const env = { ...process.env, DATABASE_URL: '', DATA_DIR: dataDir }
  const child = spawn('node', [join(ROOT, 'bin/tongting.mjs'), 'verify-log'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(0)
  const report = JSON.parse(output.slice(output.indexOf('{'))) as { ok: boolean; streams: { ok: boolean; events: number }[] }
  expect(report.ok).toBe(true)
  expect(report.streams.length).toBeGreaterThan(0)
})

function workerPids(started: Started): number[] {
  return [...started.output().matchAll(/"pid":(\d+)[^\n]*media worker ready/g)].map((match) => Number(match[1]))
}

test('a signal to npm stops everything in order with code 0 and leaves no process and no lock behind', async () => {
  const pids = workerPids(first)
  expect(pids.length).toBe(1)
  first.child.kill('SIGINT')
  expect(await first.exit).toBe(0)
  expect(first.output()).toContain('nothing lost')
  expect(pids.filter((pid) => isAlive(pid))).toEqual([])
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false)
})

test('when npm itself is killed outright, the court closes by itself', async () => {
  const third = start()
  await untilSaid(third, /Tongting is ready/)
  const pids = workerPids(third)
  third.child.kill('SIGKILL')
  const end = performance.now() + 30_000
  while ((pids.some((pid) => isAlive(pid)) || existsSync(join(dataDir, 'server.lock'))) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(pids.filter((pid) => isAlive(pid))).toEqual([])
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false)
})
