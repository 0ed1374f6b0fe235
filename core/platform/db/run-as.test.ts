import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { openDatabase } from './database.ts'
import { runAs } from './run-as.ts'

const root = process.getuid?.() === 0

describe('the account PostgreSQL runs under', () => {
  it.skipIf(root)('is ours for an ordinary user', async () => {
    expect(await runAs(['/'])).toMatchObject({ owner: null })
    expect((await runAs(['/'])).command('postgres', ['-D', 'x'])).toEqual({ file: 'postgres', args: ['-D', 'x'] })
  })

  it.runIf(root)('is another one for root', async () => {
    const { owner, command } = await runAs(['/usr/bin/env'])
    expect(owner?.uid).toBeGreaterThan(0)
    expect(command('postgres', [])).toEqual({ file: 'postgres', args: [], ...owner })
  })

  it('reaches a data folder inside closed folders, however long its path', { timeout: 60_000 }, async () => {
    const closed = await mkdtemp(path.join(tmpdir(), 'tongting-closed-'))
    await chmod(closed, 0o700)
    const dataDir = path.join(closed, 'a-rather-long-name-'.repeat(8), 'data')
    await mkdir(path.dirname(dataDir), { recursive: true })
    const database = await openDatabase({ dataDir, log: createLog('silent') })
    expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await database.close()
    await rm(closed, { recursive: true })
  })
})
