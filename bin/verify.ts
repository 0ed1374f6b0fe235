import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { FINDINGS } from '#protocol/verification.ts'
import { AppError, errorText } from '#protocol/errors.ts'
import { loadConfig } from '#platform/config.ts'
import { fromFolder } from '../docs-service/archive/folder.ts'
import { fromZip, isZip } from '../docs-service/archive/zip.ts'
import { verifyArchive } from '../docs-service/archive/verify-archive.ts'
import { certificatesOf } from '../docs-service/sign/pem.ts'
import { verifyNow } from '../docs-service/verify.ts'
import { UsageError, readArguments } from './arguments.ts'

const USAGE = 'npm run verify -- FILE.pdf | ARCHIVE.zip | FOLDER  [--root ROOT.pem …] [--data DIR] [--partial]'

/**
 * Judges a paper or an archive without network or database and prints the result as JSON.
 * Roots: those given with --root, else the one of the court on this machine (DATA_DIR/ca/root.pem), else, for an archive,
 * its own. `--partial`: a paper that not everybody has signed yet is in order too.
 * @returns 0 when nothing was found wrong, else 1
 */
export async function run(args: string[], root: string): Promise<number> {
  const options = { root: { type: 'string', multiple: true }, data: { type: 'string' }, partial: { type: 'boolean' } } as const
  const { values, positionals } = readArguments(args, options, USAGE)
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError(`用法 usage: ${USAGE}`)
  const info = await stat(path).catch(() => null)
  if (!info) throw new UsageError(`没有此文件 no such file: ${path}`)
  const roots = await rootsFor(values.root, values.data, root)
  const result = await judge(path, info.isDirectory(), roots, values.partial ?? false)
  console.log(JSON.stringify(result, null, 2))
  return result.ok ? 0 : 1
}

async function judge(path: string, folder: boolean, roots: Uint8Array[] | null, partial: boolean): Promise<{ ok: boolean }> {
  const trust = roots ? { trustedRoots: roots } : {}
  try {
    if (folder) return verifyArchive(await fromFolder(path), trust)
    const bytes = await readFile(path)
    if (isZip(bytes)) return verifyArchive(fromZip(bytes), trust)
    const verification = verifyNow(bytes, { ...trust, complete: !partial })
    if (roots) return verification
    // Whoever has a certificate authority of his own can make a paper that is right in every other way.
    const finding = { code: 'noRoot', ...FINDINGS.noRoot, revision: null, object: null, offset: null, field: null }
    return { ...verification, ok: false, problem: verification.problem ?? finding.zh, findings: [...verification.findings, finding] } as { ok: boolean }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const finding = { code: 'archive', zh: errorText(error.toWire(), 'zh'), en: errorText(error.toWire(), 'en') }
    return { ok: false, problem: finding.zh, findings: [finding] } as { ok: boolean }
  }
}

async function rootsFor(files: string[] | undefined, data: string | undefined, root: string): Promise<Uint8Array[] | null> {
  if (files) {
    const lists = await Promise.all(files.map(async (file) => certificatesOf(await readFile(file, 'utf8').catch(() => { throw new UsageError(`没有此文件 no such file: ${file}`) }))))
    return distinct(lists.flat())
  }
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  const dataDir = data === undefined ? loadConfig(process.env).dataDir : resolve(data)
  const own = join(dataDir, 'ca/root.pem')
  return existsSync(own) ? certificatesOf(await readFile(own, 'utf8')) : null
}

const distinct = (list: Uint8Array[]): Uint8Array[] => [...new Map(list.map((der) => [createHash('sha256').update(der).digest('hex'), der])).values()]
