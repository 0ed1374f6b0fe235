import { AppError } from '#protocol/errors.ts'
import { UPLOAD_LIMITS, type FileKind } from '#protocol/uploads.ts'

const starts = (head: Uint8Array, bytes: number[] | string, at = 0): boolean =>
  [...bytes].every((byte, i) => head[at + i] === (typeof byte === 'string' ? byte.charCodeAt(0) : byte))

/**
 * What a file is by its first bytes. Four kinds are let in, so four marks are looked for here: a general detector would
 * itself parse hostile input in this process.
 * @throws AppError uploadTypeRefused; uploadDamaged when a PDF's mark stands later than byte 0 (two formats in one file)
 */
export function kindOf(head: Uint8Array): FileKind {
  if (starts(head, '%PDF-')) return 'pdf'
  if (starts(head, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return 'webp'
  if (Buffer.from(head).includes('%PDF-')) throw new AppError('uploadDamaged')
  throw new AppError('uploadTypeRefused')
}

/**
 * Width and height as an image's header tells, read without decoding anything: a picture of a few bytes may claim
 * gigabytes. @throws AppError uploadPageTooLarge, uploadDamaged
 */
export function imageSize(kind: Exclude<FileKind, 'pdf'>, file: Uint8Array): { width: number; height: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const size = READ_SIZE[kind](view)
  if (!size || size.width < 1 || size.height < 1) throw new AppError('uploadDamaged')
  if (size.width * size.height > UPLOAD_LIMITS.pixels) throw new AppError('uploadPageTooLarge')
  return size
}

type Size = { width: number; height: number } | null
const READ_SIZE: Record<Exclude<FileKind, 'pdf'>, (view: DataView) => Size> = {
  png: (view) => (view.byteLength < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) }),
  jpeg: jpegSize,
  webp: webpSize,
}

/** Walks the segments to the first start-of-frame. */
function jpegSize(view: DataView): Size {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) { at++; continue }
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (frame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    const length = view.getUint16(at + 2)
    if (length < 2) return null
    at += 2 + length
  }
  return null
}

function webpSize(view: DataView): Size {
  if (view.byteLength < 30) return null
  const form = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  const three = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (form === 'VP8X') return { width: three(24) + 1, height: three(27) + 1 }
  if (form === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (form !== 'VP8L') return null
  const bits = view.getUint32(21, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
