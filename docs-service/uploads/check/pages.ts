import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '#protocol/errors.ts'
import type { FileKind } from '#protocol/uploads.ts'
import type { Bounds, Cell } from '../cell.ts'
import { imageSize } from '../kind.ts'
import { refuseOver } from './pdf.ts'

const MIB = 2 ** 20
const DRAW: Bounds = { cpuS: 90, wallS: 150, memoryBytes: 1024 * MIB, fileBytes: 24 * MIB }
const DECODE: Bounds = { cpuS: 30, wallS: 60, memoryBytes: 2048 * MIB, fileBytes: 24 * MIB }
/** Longer side of a rebuilt page in pixels: A4 at about 150 dots to the inch. */
export const PAGE_PIXELS = 1800
const DECODER = fileURLToPath(new URL('./decode-image.mjs', import.meta.url))

export type RebuiltPage = { jpeg: Uint8Array; width: number; height: number }

/** Every page of a checked PDF as a picture. @throws AppError uploadOverLimits, uploadDamaged */
export async function drawPdf(cell: Cell, cwd: string, file: string, pages: number): Promise<RebuiltPage[]> {
  const run = await cell.run({ command: 'pdftoppm', args: ['-jpeg', '-jpegopt', 'quality=88', '-scale-to', String(PAGE_PIXELS), file, 'page'], bounds: DRAW, cwd })
  refuseOver(run)
  const drawn = (await readdir(cwd)).filter((name) => name.startsWith('page-')).sort()
  if (run.code !== 0 || drawn.length !== pages) throw new AppError('uploadDamaged')
  return await Promise.all(drawn.map(async (name) => sized(await readFile(join(cwd, name)))))
}

/**
 * A photograph or scan as a clean page: turned upright as the camera held it, no larger than a page needs, and without
 * where, when and by what device it was taken. @throws AppError uploadPageTooLarge, uploadOverLimits, uploadDamaged
 */
export async function drawImage(cell: Cell, cwd: string, kind: Exclude<FileKind, 'pdf'>, bytes: Uint8Array): Promise<RebuiltPage> {
  imageSize(kind, bytes)
  const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))
  const run = await cell.run({
    command: process.execPath, node: true, bounds: DECODE, cwd, stdin: bytes, most: DRAW.fileBytes,
    args: ['--permission', '--allow-addons', `--allow-fs-read=${modules}`, `--allow-fs-read=${DECODER}`, '--no-warnings', DECODER, String(PAGE_PIXELS)],
  })
  refuseOver(run)
  if (run.code !== 0) throw new AppError('uploadDamaged')
  return sized(run.stdout)
}

const sized = (jpeg: Uint8Array): RebuiltPage => ({ jpeg, ...imageSize('jpeg', jpeg) })
