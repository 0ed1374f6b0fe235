import { AppError } from '#protocol/errors.ts'
import { UPLOAD_LIMITS, type FileFact } from '#protocol/uploads.ts'
import { newId } from '#platform/ids.ts'
import type { Blobs } from '#platform/ports.ts'
import { Cell } from './cell.ts'
import { inspect } from './inspect.ts'

/** Checks running side by side; each may use a processor and a gigabyte. */
const AT_ONCE = 2
/** More than so many waiting: come back later. */
const MOST_WAITING = 20

/** Takes files in: two at a time are checked, what passed is kept with its pages, what did not leaves nothing behind. */
export class Intake {
  private cell: Cell | null | undefined
  private running = 0
  private readonly waiting: (() => void)[] = []

  /** @throws AppError busy, tooLarge and the upload codes */
  async receive(by: string, name: string, bytes: Uint8Array, blobs: Blobs): Promise<FileFact> {
    if (bytes.length > UPLOAD_LIMITS.bytes) throw new AppError('tooLarge')
    this.cell ??= Cell.build()
    const { cell } = this
    if (!cell) throw new AppError('uploadUnavailable')
    await this.turn()
    try {
      const { kind, pages } = await inspect(cell, bytes)
      const kept = await Promise.all(pages.map(async ({ jpeg, width, height }) => ({ sha256: await blobs.put(jpeg), width, height })))
      return { fileId: newId(), by, name, kind, bytes: bytes.length, sha256: await blobs.put(bytes), pages: kept }
    } finally {
      this.running--
      this.waiting.shift()?.()
    }
  }

  private async turn(): Promise<void> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new AppError('busy')
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    this.running++
  }
}
