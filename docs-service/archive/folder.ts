import { lstat, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#protocol/errors.ts'
import { ARCHIVE_LIMITS, FileName, type ArchiveFiles } from './format.ts'

/** Writes the files into a folder that must not exist yet. */
export async function toFolder(files: ArchiveFiles, folder: string): Promise<void> {
  await mkdir(folder)
  for (const [name, bytes] of files) {
    const path = join(folder, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, bytes, { flag: 'wx' })
  }
}

/** Reads a folder with the same caps as a ZIP; links and odd names are refused. @throws AppError badMessage, tooLarge */
export async function fromFolder(folder: string): Promise<ArchiveFiles> {
  const files: ArchiveFiles = new Map()
  let total = 0
  const entries = await readdir(folder, { recursive: true })
  for (const entry of entries) {
    const path = join(folder, entry)
    const name = entry.replaceAll('\\', '/')
    const info = await lstat(path)
    if (info.isDirectory()) continue
    total += info.size
    if (files.size >= ARCHIVE_LIMITS.files || info.size > ARCHIVE_LIMITS.fileBytes || total > ARCHIVE_LIMITS.bytes) throw new AppError('tooLarge')
    if (!info.isFile() || !FileName.safeParse(name).success) throw new AppError('badMessage', { path: name })
    files.set(name, await readFile(path))
  }
  return files
}
