// Runs in a cell of its own: reads one image from standard input, writes it upright, no larger than asked, as JPEG.
// Plain JavaScript, so that nothing but the decoder has to be read from disk.
import { inflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'

const longest = Number(process.argv[2])
const chunks = []
for await (const chunk of process.stdin) chunks.push(chunk)
const file = Buffer.concat(chunks)
// The decoder draws what it can of a broken picture and says nothing: half a receipt must not become an exhibit.
if (!isWhole(file)) process.exit(2)
const image = await loadImage(file)
const k = Math.min(1, longest / Math.max(image.width, image.height))
const width = Math.max(1, Math.round(image.width * k))
const height = Math.max(1, Math.round(image.height * k))
const canvas = createCanvas(width, height)
const c = canvas.getContext('2d')
// Transparent parts of a scan are paper.
c.fillStyle = '#fff'
c.fillRect(0, 0, width, height)
c.imageSmoothingQuality = 'high'
c.drawImage(image, 0, 0, width, height)
process.stdout.write(await canvas.encode('jpeg', 88))

/** @param {Buffer} bytes */
function isWhole(bytes) {
  if (bytes[0] === 0x52) return bytes.readUInt32LE(4) + 8 <= bytes.length
  if (bytes[0] === 0xff) return bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0
  const data = []
  let at = 8
  let type = ''
  while (at + 12 <= bytes.length && type !== 'IEND') {
    type = bytes.toString('latin1', at + 4, at + 8)
    const length = bytes.readUInt32BE(at)
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  try {
    return type === 'IEND' && inflateSync(Buffer.concat(data)).length > 0
  } catch {
    return false
  }
}
