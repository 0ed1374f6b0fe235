import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#protocol/errors.ts'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { HOSTILE, paper, png } from '../../../docs-service/uploads/testing/corpus.ts'
import { Intake } from '../../../docs-service/uploads/intake.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongting-intake-'))
const blobs = createFolderBlobs(join(folder, 'blobs'))
const intake = new Intake()
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tongting-upload-'))
let before: string[]

beforeAll(() => { before = leftovers() })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const refusalOf = (bytes: Uint8Array): Promise<string> =>
  intake.receive('p1', 'a', bytes, blobs).then(() => 'accepted', (error: unknown) => (error instanceof AppError ? error.code : String(error)))

describe('an uploaded file', () => {
  for (const { name, code, bytes } of HOSTILE) {
    it(`${name} is refused as ${code}, with nothing left and no memory taken`, async () => {
      const file = bytes()
      const rss = process.memoryUsage().rss
      expect(await refusalOf(file)).toBe(code)
      expect(leftovers()).toEqual(before)
      expect(process.memoryUsage().rss - rss).toBeLessThan(200 * 2 ** 20)
    }, 120_000)
  }

  it('a paper of three pages becomes three pictures; the original is kept as it came', async () => {
    const bytes = paper({ pages: 3 })
    const file = await intake.receive('p1', '借条.pdf', bytes, blobs)
    expect(file).toMatchObject({ by: 'p1', name: '借条.pdf', kind: 'pdf', bytes: bytes.length })
    expect(file.pages.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([1272, 1800]))
    expect(Buffer.from((await blobs.get(file.sha256))!).equals(bytes)).toBe(true)
    const page = await loadImage(Buffer.from((await blobs.get(file.pages[0]!.sha256))!))
    expect([page.width, page.height]).toEqual([1272, 1800])
    expect(leftovers()).toEqual(before)
  }, 60_000)

  it('a photograph is turned upright, brought to a page, and no longer says where it was taken', async () => {
    const canvas = createCanvas(4000, 3000)
    const c = canvas.getContext('2d')
    c.fillStyle = '#0a0'
    c.fillRect(0, 0, 4000, 3000)
    c.fillStyle = '#00f'
    c.fillRect(0, 0, 2000, 3000)
    const plain = await canvas.encode('jpeg', 90)
    // EXIF with orientation 6, "turn a quarter to the right", and a marker for the place it was taken at.
    const exif = Buffer.from('ffe10032457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001' + '00060000' + '00000000', 'hex')
    const block = Buffer.concat([exif, Buffer.from('GPS here 31.2N121.4E')])
    block.writeUInt16BE(block.length - 2, 2)
    const file = await intake.receive('p1', '照片.jpg', Buffer.concat([plain.subarray(0, 2), block, plain.subarray(2)]), blobs)
    expect(file.pages).toHaveLength(1)
    expect([file.pages[0]!.width, file.pages[0]!.height]).toEqual([1350, 1800])
    const bytes = Buffer.from((await blobs.get(file.pages[0]!.sha256))!)
    expect(bytes.includes('GPS here')).toBe(false)
    expect(bytes.includes('Exif')).toBe(false)
    const drawn = createCanvas(1350, 1800).getContext('2d')
    drawn.drawImage(await loadImage(bytes), 0, 0)
    const at = (x: number, y: number) => [...drawn.getImageData(x, y, 1, 1).data]
    // What was on the camera's left is on top now.
    expect(at(675, 100)[2]).toBeGreaterThan(200)
    expect(at(675, 1700)[1]).toBeGreaterThan(120)
  }, 60_000)

  it('a small PNG stays as large as it is', async () => {
    const rows = Buffer.concat(Array.from({ length: 30 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(60, 200)])))
    const file = await intake.receive('p1', 'a.png', png(20, 30, deflateSync(rows)), blobs)
    expect(file).toMatchObject({ kind: 'png', pages: [{ width: 20, height: 30 }] })
  }, 60_000)
})
