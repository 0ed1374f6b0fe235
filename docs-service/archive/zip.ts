import { unzipSync, zipSync } from 'fflate'
import { AppError } from '#protocol/errors.ts'
import { ARCHIVE_LIMITS, FileName, type ArchiveFiles } from './format.ts'

/** One ZIP, the same bytes for the same files and instant. */
export function toZip(files: ArchiveFiles, at: Date): Uint8Array {
  // ZIP counts from 1980 in local time; a fixed zone keeps the bytes the same everywhere.
  const mtime = new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds())
  return zipSync(Object.fromEntries([...files].map(([name, bytes]) => [name, [bytes, { mtime, level: 6 }]])))
}

/**
 * Reads a ZIP that anybody may have made: few files, of bounded size, under plain names, each once. What is unpacked is
 * never more than the directory declares, and that is capped. @throws AppError badMessage, tooLarge
 */
export function fromZip(bytes: Uint8Array): ArchiveFiles {
  if (bytes.length > ARCHIVE_LIMITS.bytes) throw new AppError('tooLarge')
  const names = new Set<string>()
  let total = 0
  let unpacked: Record<string, Uint8Array>
  try {
    unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize, compression }) => {
        if (name.endsWith('/') && originalSize === 0) return false
        total += originalSize
        if (names.size >= ARCHIVE_LIMITS.files || originalSize > ARCHIVE_LIMITS.fileBytes || total > ARCHIVE_LIMITS.bytes) throw new AppError('tooLarge')
        if (!FileName.safeParse(name).success || names.has(name) || (compression !== 0 && compression !== 8)) throw new AppError('badMessage', { path: 'zip' })
        names.add(name)
        return true
      },
    })
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('badMessage', { path: 'zip' })
  }
  return new Map(Object.entries(unpacked))
}

export const isZip = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04'
