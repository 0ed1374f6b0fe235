import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readWindowSettings } from './window-settings.ts'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tongting-terms-'))
})
afterAll(() => rm(dir, { recursive: true }))

async function read(text: string) {
  const file = path.join(dir, 'windows.json')
  await writeFile(file, text)
  return readWindowSettings(file)
}
const refusal = (text: string): Promise<string> => read(text).then(() => 'accepted', (error: Error) => `${error.name}: ${error.message}`)

test('without a file, and for whatever a file leaves out, the terms are the defaults', async () => {
  const usual = await readWindowSettings(path.join(dir, 'nowhere.json'))
  expect(usual).toMatchObject({ hall: { graceSeconds: 120 }, cases: { correctionDays: 10, retentionYears: { granted: 10 } }, ratings: { callBackDays: 1, fixDays: 15 }, ratingClosedAfterDays: 30 })
  expect(await read('{"cases": {"correctionDays": 15}, "hall": {"recalls": 3}}')).toEqual({
    ...usual, cases: { ...usual.cases, correctionDays: 15 }, hall: { ...usual.hall, recalls: 3 },
  })
})

test('what is wrong is named by file and place, all of it at once', async () => {
  const message = await refusal('{"cases": {"correctionDays": 0, "corectionDays": 5}, "ratings": {"fixDays": "15"}}')
  expect(message).toContain('ConfigError')
  for (const part of ['windows.json: cases.correctionDays', 'corectionDays', 'windows.json: ratings.fixDays']) expect(message).toContain(part)
  expect(await refusal('{"cases": ')).toContain('windows.json: is not JSON')
  expect(await refusal('[]')).toContain('windows.json: the file')
})
