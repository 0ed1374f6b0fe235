import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { HOSTILE, paper } from '../../docs-service/uploads/testing/corpus.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { hearingAt } from '../harness/rehearsal.ts'

let dir: string
let court: Court
let codes: Record<string, string>
const people: Attendee[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongting-files-'))
  court = await startCourt(loadConfig({ DATA_DIR: join(dir, 'data'), PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
  codes = await hearingAt(court, 'files-1', 'soleJudge', 'adduce')
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court?.stop()
  await rm(dir, { recursive: true, force: true })
}, 60_000)

/** In the courtroom with the evidence panel open; no camera is needed for papers. */
async function attends(personId: string, phone = false): Promise<Attendee> {
  const person = await Attendee.open(personId, { executablePath: chromiumPath(), ...(phone ? { phone: true, viewport: { width: 390, height: 844 } } : {}) })
  people.push(person)
  await person.page.goto(`${court.url}/enter?autojoin=1&camera=0&mic=0&cut=tile&view=tiles#${codes[personId] ?? ''}`)
  await person.page.locator('tt-courtroom').waitFor({ timeout: 40_000 })
  await person.click('panel-evidence')
  await person.page.locator('tt-evidence-panel').waitFor()
  return person
}

async function photograph(): Promise<Buffer> {
  const canvas = createCanvas(1200, 1600)
  const c = canvas.getContext('2d')
  c.fillStyle = '#f4efe2'
  c.fillRect(0, 0, 1200, 1600)
  c.fillStyle = '#333'
  for (let line = 0; line < 18; line++) c.fillRect(150, 220 + line * 66, 860 - (line % 4) * 90, 14)
  return await canvas.encode('jpeg', 90)
}

const serious = async ({ page }: Attendee): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

describe('files as evidence in real browsers', () => {
  it('a plaintiff brings a paper, a photograph and a hostile file; the defendant reads the pages; strangers get none', async () => {
    await writeFile(join(dir, '借款合同.pdf'), paper({ pages: 3 }))
    await writeFile(join(dir, '收据照片.jpg'), await photograph())
    await writeFile(join(dir, '恶意.pdf'), HOSTILE.find(({ name }) => name === 'a script with a disguised name')!.bytes())
    const plaintiff = await attends('plaintiff')
    const { page } = plaintiff
    await plaintiff.click('adduceExhibit')
    await page.locator('input[name=title]').fill('借款合同及收据')
    await page.locator('textarea[name=purpose]').fill('证明借款事实')
    await page.locator('[data-act=chooseFiles]').setInputFiles(['借款合同.pdf', '收据照片.jpg', '恶意.pdf'].map((name) => join(dir, name)))
    await page.getByText('3 页，已收到').waitFor({ timeout: 40_000 })
    await page.getByText('1 页，已收到').waitFor({ timeout: 40_000 })
    await page.getByText('脚本、附件或自动动作（JavaScript）').waitFor({ timeout: 40_000 })
    expect(await serious(plaintiff)).toEqual([])
    await shot(plaintiff, 'adduce-desktop')

    await plaintiff.click('submit')
    await page.getByText('文件尚未上传完毕').waitFor()
    await page.getByLabel('移除：恶意.pdf').click()
    await plaintiff.click('submit')

    const defendant = await attends('defendant', true)
    await defendant.page.locator('tt-file-pages').last().scrollIntoViewIfNeeded({ timeout: 20_000 })
    await defendant.act('openPage').waitFor({ timeout: 20_000 })
    await defendant.page.locator('tt-file-pages img').nth(3).waitFor()
    await shot(defendant, 'evidence-phone')
    expect(await serious(defendant)).toEqual([])
    await defendant.click('openPage')
    await defendant.page.locator('tt-page-viewer img').waitFor()
    await defendant.page.keyboard.press('ArrowRight')
    await defendant.page.getByText('2 / 3').waitFor()
    expect(await defendant.page.locator('tt-page-viewer img').evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(1272)
    expect(await serious(defendant)).toEqual([])
    expect(await defendant.page.locator('[data-act=original]').count()).toBe(0)
    await shot(defendant, 'viewer-phone')

    const { exhibits } = (await court.signaling.inside.hosts.peek('files-1'))!
    const fileId = exhibits[0]!.files[0]!.fileId
    expect(exhibits[0]!.files.map(({ name, pages }) => [name, pages.length])).toEqual([['借款合同.pdf', 3], ['收据照片.jpg', 1]])
    const as = async (personId: string, path: string): Promise<number> => {
      const session = await fetch(`${court.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ invitation: codes[personId] }) })
      const { token } = (await session.json()) as { token: string }
      return (await fetch(`${court.url}/api/hearings/files-1/files/${path}`, { headers: { authorization: `Bearer ${token}` } })).status
    }
    expect(await as('defendant', `${fileId}/pages/1`)).toBe(200)
    expect(await as('defendant', `${fileId}/original`)).toBe(403)
    expect(await as('judge', `${fileId}/original`)).toBe(200)
    expect(await as('witness', `${fileId}/pages/1`)).toBe(404)
    expect(await as('defendant', `${fileId}/pages/9`)).toBe(404)
    expect((await fetch(`${court.url}/api/hearings/files-1/files/${fileId}/pages/1`)).status).toBe(401)
  }, 180_000)

  it('the judge shows a page on the court’s screen', async () => {
    const judge = await attends('judge')
    await judge.click('openPage')
    await judge.click('presentPage')
    await judge.page.getByText('正在法庭上展示').waitFor({ timeout: 20_000 })
    await judge.click('nextPage')
    await judge.page.getByText('2 / 3').waitFor()
    await judge.click('close')
    const defendant = people.find(({ name }) => name === 'defendant')!
    await defendant.click('close')
    await defendant.page.locator('[data-track="judge/presentation"]').waitFor({ timeout: 30_000, state: 'attached' })
    await shot(judge, 'presenting-desktop')
  }, 120_000)
})

async function shot({ page }: Attendee, name: string): Promise<void> {
  if (process.env['SHOTS']) await page.screenshot({ path: join(process.env['SHOTS'], `${name}.png`) })
}
