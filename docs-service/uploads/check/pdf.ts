import { AppError } from '#protocol/errors.ts'
import { UPLOAD_LIMITS } from '#protocol/uploads.ts'
import type { Bounds, Cell, Run } from '../cell.ts'

const MIB = 2 ** 20
const LOOK: Bounds = { cpuS: 20, wallS: 40, memoryBytes: 768 * MIB, fileBytes: 64 * MIB }

/**
 * Keys that make a page do something, carry another file, or fetch something. qpdf writes names decoded, so that
 * `/J#61vaScript` is found as what it is, also inside object streams.
 */
const ACTIVE = [
  'JavaScript', 'JS', 'OpenAction', 'AA', 'Launch', 'EmbeddedFile', 'EmbeddedFiles', 'RichMedia', 'XFA', 'SubmitForm', 'ImportData',
  'GoToE', 'GoToR', 'Movie', 'Sound', 'Rendition', 'Screen', '3D',
] as const
const ACTIVE_KEY = new RegExp(`"/(${ACTIVE.join('|')})"`)
/** Longer than the longest name that is looked for, so that none hides between two chunks. */
const OVERLAP = 32

/**
 * Looks at a PDF without opening it in this process.
 * @throws AppError uploadDamaged (also a file that only a repair would open), uploadEncrypted, uploadActiveContent,
 * uploadTooManyPages, uploadPageTooLarge, uploadOverLimits
 */
export async function checkPdf(cell: Cell, cwd: string, file: string): Promise<{ pages: number }> {
  await whole(cell, cwd, file)
  await inert(cell, cwd, file)
  return await modest(cell, cwd, file)
}

async function whole(cell: Cell, cwd: string, file: string): Promise<void> {
  const encrypted = await cell.run({ command: 'qpdf', args: ['--is-encrypted', file], bounds: LOOK, cwd })
  refuseOver(encrypted)
  if (encrypted.code === 0) throw new AppError('uploadEncrypted')
  const run = await cell.run({ command: 'qpdf', args: ['--check', file], bounds: LOOK, cwd })
  if (/invalid password|encrypted/i.test(run.stderr)) throw new AppError('uploadEncrypted')
  refuseOver(run)
  if (run.code !== 0) throw new AppError('uploadDamaged')
}

async function inert(cell: Cell, cwd: string, file: string): Promise<void> {
  let tail = ''
  let found: string | undefined
  const run = await cell.run({
    command: 'qpdf', args: ['--json=2', '--json-key=qpdf', '--json-stream-data=none', file], bounds: LOOK, cwd, most: 128 * MIB,
    onOutput: (chunk) => {
      const text = tail + chunk.toString('latin1')
      found ??= ACTIVE_KEY.exec(text)?.[1]
      tail = text.slice(-OVERLAP)
    },
  })
  if (found !== undefined) throw new AppError('uploadActiveContent', { what: found === 'JS' ? 'JavaScript' : found })
  refuseOver(run)
  if (run.code !== 0) throw new AppError('uploadDamaged')
}

async function modest(cell: Cell, cwd: string, file: string): Promise<{ pages: number }> {
  const run = await cell.run({ command: 'pdfinfo', args: ['-f', '1', '-l', String(UPLOAD_LIMITS.pages), file], bounds: LOOK, cwd })
  refuseOver(run)
  const text = run.stdout.toString('utf8')
  const pages = Number(/^Pages:\s+(\d+)/m.exec(text)?.[1] ?? 0)
  if (run.code !== 0 || pages === 0) throw new AppError('uploadDamaged')
  if (pages > UPLOAD_LIMITS.pages) throw new AppError('uploadTooManyPages', { pages, limit: UPLOAD_LIMITS.pages })
  const sides = [...text.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/g)].flatMap(([, width, height]) => [Number(width), Number(height)])
  if (sides.some((side) => side > UPLOAD_LIMITS.pagePoints)) throw new AppError('uploadPageTooLarge')
  return { pages }
}

export function refuseOver(run: Run): void {
  if (run.over) throw new AppError('uploadOverLimits')
}
