import { constants, deflateRawSync } from 'node:zlib'

/**
 * Compressed data put together from pieces that are compressed once and used again and again, such as the outlines of
 * characters: a paper's fonts consist of a few hundred of them, and the same ones come back in every paper.
 */
export type Piece = { raw: Uint8Array; deflated: Uint8Array; /** Checksum of `raw` alone (RFC 1950). */ adler: number }

const MODULUS = 65_521
/** So many bytes can be added up before the sums have to be reduced. */
const RUN = 3_800
/** CM 8, window 32 KB, fastest (RFC 1950, 2.2). */
const HEADER = Uint8Array.of(0x78, 0x01)
/** An empty last block with fixed codes. */
const LAST_BLOCK = Uint8Array.of(0x03, 0x00)

/** Compresses one piece so that others can follow it: it ends at a whole byte, is not the last, and needs no code tables of its own. */
export function piece(raw: Uint8Array): Piece {
  const deflated = deflateRawSync(raw, { level: 9, strategy: constants.Z_FIXED, finishFlush: constants.Z_SYNC_FLUSH })
  return { raw, deflated, adler: adler32(raw) }
}

/** All pieces one after the other as one zlib stream, as /FlateDecode wants it. */
export function zlibOf(pieces: readonly Piece[]): Buffer {
  let adler = 1
  for (const { raw, adler: own } of pieces) adler = combine(adler, own, raw.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(adler)
  return Buffer.concat([HEADER, ...pieces.map(({ deflated }) => deflated), LAST_BLOCK, sum])
}

/** Adler-32 (RFC 1950, 8.2). */
export function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + RUN, bytes.length)
    for (; at < end; at++) {
      a += bytes[at] ?? 0
      b += a
    }
    a %= MODULUS
    b %= MODULUS
  }
  return b * 65_536 + a
}

/** The checksum of two stretches one after the other, from that of each and the length of the second. */
function combine(first: number, second: number, length: number): number {
  const [a1, b1] = [first % 65_536, Math.floor(first / 65_536)]
  const [a2, b2] = [second % 65_536, Math.floor(second / 65_536)]
  const a = (a1 + a2 + MODULUS - 1) % MODULUS
  const b = (b1 + b2 + (length % MODULUS) * ((a1 + MODULUS - 1) % MODULUS)) % MODULUS
  return b * 65_536 + a
}
