import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { AppError, errorText } from '#protocol/errors.ts'
import { exportPaper } from '../docs-service/archive/export.ts'
import { toFolder } from '../docs-service/archive/folder.ts'
import { verifyArchive } from '../docs-service/archive/verify-archive.ts'
import { toZip } from '../docs-service/archive/zip.ts'
import { openSigning } from '../docs-service/sign/settings.ts'
import { UsageError, readArguments } from './arguments.ts'
import { dataOf, withDatabase } from './verify-log.ts'

const USAGE = 'npm run export-paper -- DOCUMENT_ID [--out FILE.zip | --folder DIR] [--data DIR]'

/**
 * Packs one paper with its log, certificates and evidence. Works beside a running court and on the data of a stopped one.
 * What was packed is verified before this says so. @returns 0, or 1 when the paper is not there or not in order
 */
export async function run(args: string[], root: string): Promise<number> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, out: { type: 'string' }, folder: { type: 'string' } }, USAGE)
  const [documentId, ...more] = positionals
  if (documentId === undefined || more.length > 0 || (values.out !== undefined && values.folder !== undefined)) throw new UsageError(`用法 usage: ${USAGE}`)
  const { dataDir, databaseUrl, signing } = dataOf(values.data, root, USAGE)
  const target = resolve(values.folder ?? values.out ?? `${documentId}.zip`)
  if (existsSync(target)) throw new UsageError(`已存在 exists already: ${target}`)
  const at = new Date()
  const { roots, stop } = await openSigning(join(dataDir, 'ca'), signing)
  await stop()
  try {
    const files = await withDatabase(dataDir, databaseUrl, (store) =>
      exportPaper({ store, blobs: createFolderBlobs(join(dataDir, 'blobs')), trustedRoots: roots }, documentId, at))
    if (values.folder !== undefined) await toFolder(files, target)
    else await writeFile(target, toZip(files, at), { flag: 'wx' })
    const result = verifyArchive(files, { trustedRoots: roots })
    console.log(JSON.stringify({ ok: result.ok, documentId, archive: target, files: files.size, problem: result.problem, head: result.log?.headHash ?? null }, null, 2))
    return result.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error(`${errorText(error.toWire(), 'zh')} ${errorText(error.toWire(), 'en')}`)
    return 1
  }
}

