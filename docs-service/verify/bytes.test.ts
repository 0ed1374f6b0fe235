import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPdf } from '../pdf/document.ts'
import { children, readElement, type Element } from '../sign/der-read.ts'
import { openTestAuthority } from '../sign/test-authority.ts'
import { verifyNow } from '../verify.ts'
import { FIELD_A, signSmall, smallBase, smallPaper } from './testing/small-paper.ts'

let folder = ''
let paper: Buffer
let single: Buffer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bytes-'))
  const ports = await openTestAuthority(join(folder, 'ca'))
  paper = await smallPaper(ports)
  single = await signSmall(smallBase(), ports, { field: FIELD_A, name: '王喆堃' })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Offsets of the tags of all elements that hold others. */
function constructedIn(cms: Uint8Array): number[] {
  const visit = (element: Element): number[] =>
    (element.tag & 0x20) === 0 ? [] : [element.whole.byteOffset - cms.byteOffset, ...children(element).flatMap(visit)]
  return visit(readElement(cms))
}
const CONSTRUCTED = Array.from({ length: 256 }, (_, tag) => tag).filter((tag) => (tag & 0x60) === 0x20)

describe('bytes', () => {
  test('no byte of the file can be changed: each one, once', { timeout: 180_000 }, () => {
    const copy = Buffer.from(paper)
    const accepted: number[] = []
    for (let at = 0; at < copy.length; at++) {
      const flip = 1 + ((at * 7919) % 255)
      copy[at] = (copy[at] ?? 0) ^ flip
      if (verifyNow(copy).ok) accepted.push(at)
      copy[at] = (copy[at] ?? 0) ^ flip
    }
    expect(accepted).toEqual([])
  })
  test('nor bit by bit, nor by cutting, inserting, exchanging or repeating pieces', { timeout: 120_000 }, () => {
    const place = fc.nat({ max: paper.length - 1 })
    const change = fc.oneof(
      fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat({ max: 7 }) }),
      fc.record({ kind: fc.constant('cut' as const), at: place, length: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ kind: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }) }),
      fc.record({ kind: fc.constant('copy' as const), at: place, from: place, length: fc.integer({ min: 1, max: 400 }) }),
    )
    fc.assert(fc.property(change, (how) => {
      let bytes = Buffer.from(paper)
      if (how.kind === 'flip') bytes[how.at] = (bytes[how.at] ?? 0) ^ (1 << how.bit)
      else if (how.kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, how.at), bytes.subarray(how.at + how.length)])
      else if (how.kind === 'insert') bytes = Buffer.concat([bytes.subarray(0, how.at), how.bytes, bytes.subarray(how.at)])
      else bytes.set(paper.subarray(how.from, Math.min(how.from + how.length, how.from + paper.length - how.at)), how.at)
      const { ok } = verifyNow(bytes)
      // What is cut away exactly at the end of a revision leaves the paper as it was then.
      expect(ok).toBe(bytes.equals(paper) || openEnds().some((end) => bytes.equals(paper.subarray(0, end))))
    }), { numRuns: 4000 })
  })
  test('nor any bit of a signature that nothing signs over, nor a tag of its encoding for another', { timeout: 180_000 }, () => {
    const copy = Buffer.from(single)
    const start = copy.indexOf('/Contents <') + '/Contents <'.length
    const cms = readElement(Buffer.from(copy.toString('latin1', start, copy.indexOf('>', start)), 'hex')).whole
    const accepted: string[] = []
    const attempt = (at: number, value: number): void => {
      const hex = copy.toString('latin1', start + 2 * at, start + 2 * at + 2)
      copy.write(value.toString(16).padStart(2, '0'), start + 2 * at, 'latin1')
      if (verifyNow(copy).ok) accepted.push(`byte ${at}: ${hex} to ${value.toString(16)}`)
      copy.write(hex, start + 2 * at, 'latin1')
    }
    cms.forEach((byte, at) => {
      for (let bit = 0; bit < 8; bit++) attempt(at, byte ^ (1 << bit))
    })
    // A reader that only asks whether an element holds others takes any of these for a SEQUENCE.
    for (const at of constructedIn(cms)) for (const tag of CONSTRUCTED) if (tag !== cms[at]) attempt(at, tag)
    expect(accepted).toEqual([])
  })
  const openEnds = (): number[] => openPdf(paper).revisions.slice(1).map(({ end }) => end)
  test('a report says which signature, and where', () => {
    const bytes = Buffer.from(paper)
    const second = openPdf(paper).revisions[1]?.end ?? 0
    bytes.write('X', second + 40)
    const { findings, signatures } = verifyNow(bytes)
    expect(findings[0]?.zh).toMatch(/\p{Script=Han}/u)
    expect([findings[0]?.revision, findings[0]?.offset].some((place) => place !== null)).toBe(true)
    const digest = Buffer.from(paper)
    digest.write('1', digest.indexOf('10 10 50 20 re'))
    digest.write('2', digest.indexOf('10 10 50 20 re') + 1)
    const changed = verifyNow(digest)
    expect(changed.findings[0]).toMatchObject({ code: 'digest', revision: 1, field: FIELD_A })
    expect(changed.signatures.map(({ valid }) => valid)).toEqual([false, false, false])
    expect(signatures.length).toBeLessThanOrEqual(3)
    // Also when what was written is nothing that the press writes: the people are still named, and nothing of theirs stands.
    const drawing = Buffer.from(paper)
    drawing.write('Do f', drawing.indexOf('re f Q'))
    expect(verifyNow(drawing).findings.map(({ code }) => code)).toEqual(['digest', 'notMade'])
    expect(verifyNow(drawing).signatures.map(({ signer, valid }) => [signer, valid])).toEqual([['王喆堃', false], ['李䶮', false], ['某某人民法院', false]])
  })
})
