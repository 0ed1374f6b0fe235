import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adler32, piece, zlibOf } from './pieces.ts'

test('whatever the pieces, what comes out of zlib is what went in, checksum and all', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 6000 }), { maxLength: 12 }), (parts) => {
    expect(inflateSync(zlibOf(parts.map(piece))).equals(Buffer.concat(parts))).toBe(true)
  }))
  const long = Array.from({ length: 40 }, (_, i) => piece(Buffer.alloc(9_000, 0xff - i)))
  expect(inflateSync(zlibOf(long)).length).toBe(360_000)
})
test('known sums', () => {
  expect(adler32(Buffer.from('Wikipedia'))).toBe(0x11e60398)
  expect(adler32(new Uint8Array())).toBe(1)
})
