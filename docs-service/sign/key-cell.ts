/**
 * The short-lived process in which signing keys live. It reads orders, one a line, and answers each with one line:
 * `make N COUNT` makes keys N, N + 1, … and tells their public halves, `sign N MESSAGE` signs with key N and drops it,
 * `drop N` drops it unused.
 * No private key was ever in another process, on disk, or in a second signature. The parent ends the process after a
 * bounded time, its own end (which closes the pipe) ends it too, and it ends by itself after a bounded number of keys;
 * its memory goes with it. Only Node's own modules are loaded here, to be up quickly and to keep other code away from keys.
 */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { readSync, writeSync } from 'node:fs'

const maxKeys = Number(process.argv.at(-1))
const keys = new Map<string, KeyObject>()
let made = 0

function answer(order = '', number = '', rest = ''): string {
  if (order === 'make' && made + Number(rest) <= maxKeys) return Array.from({ length: Number(rest) }, (_, i) => make(String(Number(number) + i))).join(' ')
  const key = keys.get(number)
  keys.delete(number)
  if (order === 'sign' && key) return sign('sha256', Buffer.from(rest, 'base64'), key).toString('base64')
  return order === 'drop' ? 'dropped' : 'refused'
}

function make(number: string): string {
  made++
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  keys.set(number, privateKey)
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
}

const buffer = Buffer.alloc(65_536)
let rest = ''
while (made < maxKeys || keys.size > 0) {
  const count = readSync(0, buffer)
  if (count === 0) break
  const lines = (rest + buffer.toString('latin1', 0, count)).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) writeSync(1, `${answer(...line.split(' '))}\n`)
}
