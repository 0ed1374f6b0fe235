import { createHash } from 'node:crypto'
import { isString, ref, write, type PdfDict, type PdfValue } from './objects.ts'
import { type PdfFile } from './document.ts'

export type NewObject = { num: number; body: Uint8Array }

export const plainObject = (num: number, value: PdfValue): NewObject => ({ num, body: Buffer.from(write(value), 'latin1') })

/** A stream object with its length filled in. */
export function streamObject(num: number, dict: PdfDict, data: Uint8Array): NewObject {
  const head = write(new Map<string, PdfValue>([...dict, ['Length', data.length]]))
  return { num, body: Buffer.concat([Buffer.from(`${head}\nstream\n`, 'latin1'), data, Buffer.from('\nendstream', 'latin1')]) }
}

/**
 * A new revision after the end of the file: the bytes before it stay as they are.
 * @returns the whole file and where each new object's body begins in it
 */
export function appendRevision(file: PdfFile, objects: NewObject[]): { bytes: Buffer; bodyAt: Map<number, number> } {
  const parts: Uint8Array[] = [file.bytes]
  let at = file.bytes.length
  const push = (part: Uint8Array | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    at += bytes.length
  }
  if (file.bytes.at(-1) !== 0x0a) push('\n')
  const offsets = new Map<number, number>()
  const bodyAt = new Map<number, number>()
  for (const object of objects) {
    offsets.set(object.num, at)
    push(`${object.num} 0 obj\n`)
    bodyAt.set(object.num, at)
    push(object.body)
    push('\nendobj\n')
  }
  const xrefAt = at
  push('xref\n')
  for (const run of runs([...offsets.keys()])) {
    push(`${run[0] ?? 0} ${run.length}\n`)
    for (const num of run) push(`${String(offsets.get(num)).padStart(10, '0')} 00000 n \n`)
  }
  push(`trailer\n${write(trailerOf(file, objects))}\nstartxref\n${xrefAt}\n%%EOF\n`)
  return { bytes: Buffer.concat(parts), bodyAt }
}

function trailerOf(file: PdfFile, objects: NewObject[]): PdfDict {
  const newest = file.revisions.at(-1)
  const trailer: PdfDict = new Map<string, PdfValue>([
    ['Size', Math.max(file.size, ...objects.map(({ num }) => num + 1))], ['Root', ref(file.root)], ['Prev', newest?.xrefAt ?? 0],
  ])
  const info = newest?.trailer.get('Info')
  if (info) trailer.set('Info', info)
  const id = newest?.trailer.get('ID')
  if (Array.isArray(id) && isString(id[0])) {
    // Another value for every revision (PDF 32000-1, 14.4), out of the one before and what is new: no need to read the file again.
    const hash = createHash('sha256').update(isString(id[1]) ? id[1].bytes : id[0].bytes).update(String(file.bytes.length))
    for (const { body } of objects) hash.update(body)
    const change = hash.digest().subarray(0, 16)
    trailer.set('ID', [id[0], { kind: 'string', bytes: change, hex: true, start: 0, end: 0 }])
  }
  return trailer
}

function runs(nums: number[]): number[][] {
  const list: number[][] = []
  for (const num of nums.sort((a, b) => a - b)) {
    const last = list.at(-1)
    if (last && last.at(-1) === num - 1) last.push(num)
    else list.push([num])
  }
  return list
}

/** A date as PDF writes it, in UTC. */
export const pdfDate = (at: Date): string => `(D:${at.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '')}Z)`
