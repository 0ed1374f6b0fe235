import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SAMPLES } from '#domain/document/testing/papers.ts'
import { planOf } from '../index.ts'
import { WORDING, readWording } from './index.ts'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'wording-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))
const put = (file: string, content: unknown) => writeFile(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
const faults = (): string => {
  try {
    readWording(folder)
    return ''
  } catch (error) {
    expect(error).toMatchObject({ name: 'WordingError' })
    return (error as Error).message
  }
}

test('without a folder, and with an empty one, the product\'s wording holds', () => {
  expect(readWording(join(folder, 'nowhere'))).toEqual(WORDING)
  expect(readWording(folder)).toEqual(WORDING)
})

test('a court\'s own sentence stands in the paper, placeholders filled; the others stay', async () => {
  await put('settlementAgreement.json', { intro: '经本院主持，各方自愿达成下列协议：', amount: '合计{amount}元（{words}）。' })
  const plan = planOf(SAMPLES.settlementAgreement, [], { documentId: 'doc-1', testCa: true, wording: readWording(folder) })
  const text = plan.blocks.map((block) => ('text' in block ? block.text : '')).join('\n')
  expect(text).toContain('经本院主持，各方自愿达成下列协议：')
  expect(text).not.toContain(WORDING.settlementAgreement.intro)
  expect(text).toContain(WORDING.settlementAgreement.voluntary)
  expect(text).not.toMatch(/[{}]/)
})

test('every fault of every file is told at once, with file, key and rule', async () => {
  await put('summons.json', { title: '传'.repeat(31), note1: '', note9: '没有这一句', note2: '有{amount}', note3: '坏\u0007字', note4: '单独的{' })
  await put('settlementAgreement.json', { amount: '合计若干元。', effect: 5 })
  await put('civilMediationPaper.json', '{"title": ')
  await put('onlineConsent.json', [])
  await put('judgment.json', {})
  const said = faults()
  for (const [file, key, rule] of [
    ['summons.json', 'title', '30'], ['summons.json', 'note1', 'must be text'], ['summons.json', 'note9', 'no such sentence'], ['summons.json', 'note2', '{amount}'],
    ['summons.json', 'note3', 'forbidden characters'], ['summons.json', 'note4', 'a brace stands alone'], ['settlementAgreement.json', 'amount', '{amount}'],
    ['settlementAgreement.json', 'effect', 'must be text'], ['civilMediationPaper.json', '', 'not JSON'], ['onlineConsent.json', '', 'must be a JSON object'], ['judgment.json', '', 'no such paper'],
  ] as const) expect(said.split('\n').some((line) => line.includes(file) && line.includes(key) && line.includes(rule)), `${file} ${key}: ${rule}\n${said}`).toBe(true)
  expect(said.split('\n')).toHaveLength(12)
})
