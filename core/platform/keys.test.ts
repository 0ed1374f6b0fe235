import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestDatabase } from './db/testing.ts'
import type { Database } from './db/database.ts'
import { openKeys } from './keys.ts'

let database: Database
let folder = ''
beforeAll(async () => {
  database = await openTestDatabase()
}, 60_000)
beforeEach(async () => {
  await database.kysely.deleteFrom('settings').execute()
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'tongting-keys-')), 'keys')
})
afterAll(async () => {
  await database.close()
}, 30_000)

const settings = async () => JSON.stringify(await database.kysely.selectFrom('settings').selectAll().execute())
const refusal = (): Promise<string> => openKeys(folder, database).then(() => 'accepted', (error: Error) => `${error.name}: ${error.message}`)

it('makes keys once, in files that only their owner may read; the database holds nothing that opens anything', async () => {
  const keys = await openKeys(folder, database)
  expect(keys.vault).toHaveLength(32)
  expect(keys.vault.equals(keys.identity)).toBe(false)
  expect(await openKeys(folder, database)).toEqual(keys)
  expect((await stat(path.join(folder, 'vault.key'))).mode & 0o777).toBe(0o600)
  for (const key of Object.values(keys)) expect(await settings()).not.toContain(key.toString('hex'))
})

it('does not go on with a key missing, spoiled, or another than the data was written with', async () => {
  await openKeys(folder, database)
  const file = path.join(folder, 'vault.key')
  const text = await readFile(file, 'utf8')
  await writeFile(file, randomBytes(32).toString('hex'))
  expect(await refusal()).toMatch(/ConfigError: .*vault\.key: is another key/)
  await writeFile(file, text.slice(3))
  expect(await refusal()).toMatch(/ConfigError: .*vault\.key: is not a key/)
  await rm(file)
  expect(await refusal()).toMatch(/ConfigError: .*vault\.key: is missing/)
  await writeFile(file, text)
  expect(await refusal()).toBe('accepted')
})

it('takes over keys that an earlier version kept in the database, and removes them there', async () => {
  const hex = randomBytes(32).toString('hex')
  await database.kysely.insertInto('settings').values({ key: 'vaultKey', value: JSON.stringify({ hex }) }).execute()
  expect((await openKeys(folder, database)).vault.toString('hex')).toBe(hex)
  expect(await settings()).not.toContain(hex)
  await database.kysely.insertInto('settings').values({ key: 'vaultKey', value: JSON.stringify({ hex: hex.replace(/./g, '0') }) }).execute()
  expect(await refusal()).toMatch(/is another key/)
})
