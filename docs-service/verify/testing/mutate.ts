import { appendRevision, plainObject, streamObject } from '../../pdf/increment.ts'
import { openPdf } from '../../pdf/document.ts'
import { isDict, name, ref, write, type PdfDict, type PdfValue } from '../../pdf/objects.ts'
import type { PdfObject, StrictFile } from '../../pdf/strict.ts'

/** A reproducible stream of numbers (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T }
}
type Random = ReturnType<typeof randomOf>
type Mutation = (paper: Buffer, file: StrictFile, random: Random) => Buffer

const splice = (bytes: Buffer, at: number, remove: number, insert: Uint8Array): Buffer => Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)])
const DANGEROUS: [string, PdfValue][] = [
  ['OpenAction', new Map<string, PdfValue>([['S', name('JavaScript')], ['JS', name('x')]])], ['AA', new Map()], ['Annots', []], ['Contents', []], ['V', null], ['AP', new Map()],
  ['Perms', new Map()], ['Rect', [0, 0, 600, 800]], ['MediaBox', [0, 0, 9, 9]], ['F', 2], ['Kids', []], ['Fields', []], ['OCProperties', new Map()], ['Names', new Map()], ['P', 1],
]

/** Everything that is done to a paper, from one bit to whole objects whose tables are then put right. */
export const MUTATIONS: Record<string, Mutation> = {
  bytes: (paper, _, random) => {
    const out = Buffer.from(paper)
    for (let n = 1 + random.below(8); n > 0; n--) out[random.below(out.length)] = random.below(256)
    return out
  },
  run: (paper, _, random) => {
    const out = Buffer.from(paper)
    const at = random.below(out.length)
    out.fill(random.below(256), at, Math.min(out.length, at + 1 + random.below(64)))
    return out
  },
  cut: (paper, _, random) => splice(paper, random.below(paper.length), 1 + random.below(2000), Buffer.alloc(0)),
  insert: (paper, _, random) => splice(paper, random.below(paper.length), 0, Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)))),
  copy: (paper, _, random) => {
    const from = random.below(paper.length)
    return splice(paper, random.below(paper.length), random.below(2) * random.below(500), paper.subarray(from, from + 1 + random.below(2000)))
  },
  end: (paper, file, random) => Buffer.concat([paper.subarray(0, random.pick(file.revisions).end - random.below(3)), Buffer.from(random.pick(['', '\n', '%%EOF\n', ' ', 'x', '\0']))]),
  digits: (paper, _, random) => {
    const out = Buffer.from(paper)
    for (let n = 1 + random.below(3), at = random.below(out.length); n > 0; n--, at++) {
      while (at < out.length && ((out[at] ?? 0) < 0x30 || (out[at] ?? 0) > 0x39)) at++
      if (at < out.length) out[at] = 0x30 + random.below(10)
    }
    return out
  },
  signature: (paper, file, random) => {
    const out = Buffer.from(paper)
    const { start, end } = random.pick(contentsOf(file))
    const cms = Buffer.from(out.toString('latin1', start + 1, end - 1), 'hex')
    for (let n = 1 + random.below(3); n > 0; n--) cms[random.below(random.pick([60, 600, cms.length]))] = random.below(256)
    out.write(cms.toString('hex'), start + 1, 'latin1')
    return out
  },
  exchange: (paper, file, random) => {
    const out = Buffer.from(paper)
    const [a, b] = [random.pick(contentsOf(file)), random.pick(contentsOf(file))]
    paper.copy(out, a.start, b.start, Math.min(b.end, b.start + a.end - a.start))
    return out
  },
  object: (_, file, random) => rebuild(file, random, (object) => changed(object, random)),
  stream: (_, file, random) => rebuild(file, random, (object) => {
    if (!object.data) return changed(object, random)
    const data = Buffer.from(object.data)
    if (data.length > 0) data[random.below(data.length)] = random.below(256)
    return streamObject(object.num, isDict(object.value) ? without(object.value, ['Length']) : new Map(), data).body
  }),
  update: (paper, file, random) => {
    const object = random.pick([...random.pick(file.revisions).objects.values()])
    return appendRevision(openPdf(paper), [{ num: object.num, body: changed(object, random) }]).bytes
  },
  shadow: (paper, file, random) => appendRevision(openPdf(paper), [plainObject(file.file.size + random.below(3), ref(random.below(9) + 1))]).bytes,
}

/** One mutation of a paper, by number. */
export function mutate(paper: Buffer, file: StrictFile, seed: number): { how: string; bytes: Buffer } {
  const random = randomOf(seed)
  const how = random.pick(Object.keys(MUTATIONS))
  return { how, bytes: MUTATIONS[how]?.(paper, file, random) ?? paper }
}


function contentsOf({ revisions }: StrictFile): { start: number; end: number }[] {
  return revisions.flatMap(({ objects }) => [...objects.values()].flatMap(({ value }) => {
    const contents = isDict(value) && write(value.get('Type') ?? null) === '/Sig' ? value.get('Contents') : null
    return typeof contents === 'object' && contents !== null && 'start' in contents ? [{ start: contents.start, end: contents.end }] : []
  }))
}

/** The object with one entry left out, exchanged or added. */
function changed(object: PdfObject, random: Random): Buffer {
  const value = isDict(object.value) ? new Map(object.value) : new Map<string, PdfValue>()
  const key = random.pick([...value.keys(), 'X'])
  const [dangerous, its] = random.pick(DANGEROUS)
  const how = random.below(4)
  if (how === 0) value.delete(key)
  else if (how === 1) value.set(dangerous, its)
  else if (how === 2) value.set(key, random.pick<PdfValue>([null, 0, 1, -1, name('X'), [], new Map(), ref(1 + random.below(30))]))
  else value.set(random.pick(['X', 'Type', 'Subtype', 'T', 'Name']), random.pick<PdfValue>([name('Page'), name('Catalog'), 7]))
  if (object.data) return Buffer.from(streamObject(object.num, without(value, ['Length']), object.data).body)
  return Buffer.from(write(value), 'latin1')
}

/** Writes the whole file anew with one object changed: every table, /Prev and startxref fit again. */
function rebuild(file: StrictFile, random: Random, change: (object: PdfObject) => Uint8Array): Buffer {
  const { bytes } = file.file
  const chosen = random.pick([...random.pick(file.revisions).objects.values()])
  const parts: Buffer[] = [Buffer.from(bytes.subarray(0, file.revisions[0]?.start ?? 0))]
  let at = parts[0]?.length ?? 0
  const push = (part: Uint8Array): void => {
    parts.push(Buffer.from(part))
    at += part.length
  }
  let previous = 0
  for (const { objects, xrefAt, end, trailer } of file.revisions) {
    const list = [...objects.values()]
    const offsets = new Map<number, number>()
    list.forEach((object, i) => {
      offsets.set(object.num, at)
      if (object === chosen) push(Buffer.concat([Buffer.from(`${object.num} 0 obj\n`), change(object), Buffer.from('\nendobj\n')]))
      else push(bytes.subarray(object.at, list[i + 1]?.at ?? xrefAt))
    })
    const table = Buffer.from(bytes.buffer, bytes.byteOffset + xrefAt, end - xrefAt).toString('latin1')
    const xref = at
    let num = 0
    const fixed = table
      .replace(/^(\d+) (\d+)$|^\d{10} 00000 n (?=\n)/gm, (line, first?: string) => {
        if (first !== undefined) num = Number(first) + (first === '0' ? 1 : 0)
        return first === undefined ? `${String(offsets.get(num++) ?? 0).padStart(10, '0')} 00000 n ` : line
      })
      .replace(/startxref\n\d+/, `startxref\n${xref}`)
    push(Buffer.from(trailer.has('Prev') ? fixed.replace(/\/Prev \d+/, `/Prev ${previous}`) : fixed, 'latin1'))
    previous = xref
  }
  return Buffer.concat(parts)
}

const without = (dict: PdfDict, keys: string[]): PdfDict => new Map([...dict].filter(([key]) => !keys.includes(key)))
