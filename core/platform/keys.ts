import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError } from './config.ts'
import type { Database } from './db/database.ts'

/** `identity`: under which identity numbers are known again; `vault`: under which what is under lock is encrypted. */
export type Keys = { identity: Buffer; vault: Buffer }

const KEY_BYTES = 32

/**
 * The keys of this installation: files in a folder of their own, so that a copy of the database opens nothing. Made at the
 * first start; the database holds their digests and refuses to go on with others.
 * @throws ConfigError when a key is missing or another than the data was written with
 */
export async function openKeys(folder: string, database: Database): Promise<Keys> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return { identity: await openKey(folder, 'identity', database), vault: await openKey(folder, 'vault', database) }
}

async function openKey(folder: string, name: keyof Keys, { kysely }: Database): Promise<Buffer> {
  const file = path.join(folder, `${name}.key`)
  const settingOf = async (key: string) => (await kysely.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst())?.value
  const known = (await settingOf(`${name}KeyDigest`)) as { sha256: string } | undefined
  // where versions before this one kept it
  const former = (await settingOf(`${name}Key`)) as { hex: string } | undefined
  let key = await readKey(file)
  if (key === null) {
    if (known !== undefined) throw new ConfigError(`${file}: is missing, and the data was written with it; bring it back from a copy of the folder`)
    key = former === undefined ? randomBytes(KEY_BYTES) : Buffer.from(former.hex, 'hex')
    await writeKey(folder, file, key)
  }
  if (former !== undefined && former.hex !== key.toString('hex')) throw new ConfigError(`${file}: is another key than the data was written with`)
  const sha256 = createHash('sha256').update(key).digest('hex')
  if (known !== undefined && known.sha256 !== sha256) throw new ConfigError(`${file}: is another key than the data was written with`)
  await kysely.insertInto('settings').values({ key: `${name}KeyDigest`, value: JSON.stringify({ sha256 }) })
    .onConflict((conflict) => conflict.column('key').doNothing()).execute()
  await kysely.deleteFrom('settings').where('key', '=', `${name}Key`).execute()
  return key
}

async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  if (!/^[0-9a-f]{64}\s*$/.test(text)) throw new ConfigError(`${file}: is not a key of ${KEY_BYTES} bytes in hex`)
  return Buffer.from(text.trim(), 'hex')
}

/** On disk before anything is written with it. */
async function writeKey(folder: string, file: string, key: Buffer): Promise<void> {
  const handle = await open(`${file}.new`, 'w', 0o600)
  try {
    await handle.writeFile(`${key.toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.new`, file)
  const directory = await open(folder)
  await directory.sync().finally(() => directory.close())
}
