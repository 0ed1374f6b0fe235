import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileKind } from '#protocol/uploads.ts'
import type { Cell } from './cell.ts'
import { kindOf } from './kind.ts'
import { checkPdf } from './check/pdf.ts'
import { drawImage, drawPdf, type RebuiltPage } from './check/pages.ts'

/** Room for the marks of all formats and for a PDF header hidden behind something else. */
const HEAD_BYTES = 1024

/**
 * Says what a file is and rebuilds its pages as pictures, in a folder that is gone afterwards whatever happens.
 * @throws AppError with one of the upload codes; nothing of the file is left behind
 */
export async function inspect(cell: Cell, bytes: Uint8Array): Promise<{ kind: FileKind; pages: RebuiltPage[] }> {
  const kind = kindOf(bytes.subarray(0, HEAD_BYTES))
  const cwd = await mkdtemp(join(tmpdir(), 'tongting-upload-'))
  try {
    await chmod(cwd, 0o700)
    if (kind !== 'pdf') return { kind, pages: [await drawImage(cell, cwd, kind, bytes)] }
    const file = join(cwd, 'file.pdf')
    await writeFile(file, bytes, { mode: 0o400 })
    if (cell.user !== null) await Promise.all([chown(cwd, cell.user, cell.user), chown(file, cell.user, cell.user)])
    const { pages } = await checkPdf(cell, cwd, file)
    return { kind, pages: await drawPdf(cell, cwd, file, pages) }
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}
