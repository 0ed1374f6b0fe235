import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { GatewayClient } from '../harness/gateway-client.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { writeByHand } from '../harness/handwriting.ts'

const HEARING = 'demo-trial'
const FLAGS = 'autojoin=1&camera=0&mic=0&view=tiles'
/** A folder for pictures of every desk and form; nothing is kept without it. */
const SHOTS = process.env['PAPERS_SHOTS']

let dataDir: string
let court: Court
const people: Attendee[] = []
/** Members of the bench who need only be there. */
const bench: GatewayClient[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-e2e-'))
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] }
  court = await startCourt(loadConfig(env), createLog('silent'))
}, 120_000)

afterAll(async () => {
  for (const member of bench) member.close()
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

const state = async () => (await court.signaling.inside.hosts.get(HEARING)).state
const act = (personId: string, command: ParticipantCommand) =>
  court.signaling.inside.hosts.submit(HEARING, { command, actor: { personId }, commandId: crypto.randomUUID() })

const codeOf = (personId: string): string => court.demo.find((entry) => entry.hearingId === HEARING && entry.personId === personId)!.path.split('#')[1] ?? ''

async function come(personId: string, phone = false): Promise<Attendee> {
  const [path, code] = court.demo.find((entry) => entry.hearingId === HEARING && entry.personId === personId)!.path.split('#')
  const person = await Attendee.open(personId, { executablePath: chromiumPath(), ...(phone ? { phone: true, viewport: { width: 390, height: 844 } } : {}) })
  people.push(person)
  await person.page.goto(`${court.url}${path}?${FLAGS}#${code}`)
  await expect.poll(async () => (await state()).people[personId]?.connectionId ?? null, { timeout: 30_000 }).not.toBeNull()
  return person
}

/** Violations that axe calls serious or critical; and the picture, where somebody wants to look. */
async function looked({ page }: Attendee, name: string): Promise<string[]> {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`) })
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

async function chooseKind(person: Attendee, template: string): Promise<void> {
  await person.click('panel-papers')
  await person.click('draftPaper')
  await person.page.locator('tt-paper-dialog select[name="template"]').selectOption(template)
}

it('a summons: filled in by one click, previewed, made final, sealed, served, and read by its addressee alone', async () => {
  const clerk = await come('clerk')
  await chooseKind(clerk, 'summons')
  await clerk.page.locator('tt-paper-dialog select[name="about"]').selectOption('plaintiff')
  expect(await looked(clerk, 'choose')).toEqual([])
  await clerk.click('composePaper')
  await clerk.page.locator('tt-paper-dialog input[name="appearPlace"]').waitFor()
  expect(await clerk.page.locator('tt-paper-dialog input[name="appearPlace"]').inputValue()).toBe('第一在线法庭')
  expect(await looked(clerk, 'form-summons')).toEqual([])
  await clerk.page.locator('tt-paper-dialog input[name="appearAt"]').fill('2020-01-01T09:00')
  await clerk.click('draftDocument')
  await clerk.page.getByText('“应到时间”填写有误：不得早于落款日期').waitFor()
  await clerk.page.locator('tt-paper-dialog input[name="appearAt"]').fill('2099-01-05T09:30')
  await clerk.click('draftDocument')
  await clerk.page.locator('section[data-template="summons"]').waitFor()
  await clerk.click('openSigning')
  await clerk.page.locator('tt-pdf-pages canvas').first().waitFor()
  expect(await looked(clerk, 'preview-summons')).toEqual([])
  await clerk.click('freezeDocument')
  await clerk.page.getByText('文书已盖章签发').waitFor({ timeout: 30_000 })
  await clerk.page.getByText('已送达 王喆堃').first().waitFor()
  expect(await looked(clerk, 'sealed-summons')).toEqual([])
  await clerk.click('closeSigning')

  const plaintiff = await come('plaintiff', true)
  const defendant = await come('defendant', true)
  await act('clerk', { type: 'admit', personId: 'plaintiff' })
  await act('clerk', { type: 'admit', personId: 'defendant' })
  await plaintiff.click('panel-papers')
  await plaintiff.page.locator('section[data-template="summons"]').waitFor()
  await plaintiff.click('openSigning')
  await plaintiff.page.locator('tt-pdf-pages canvas').first().waitFor()
  expect(await looked(plaintiff, 'phone-summons')).toEqual([])
  await clerk.page.getByText('已阅').first().waitFor()
  await defendant.click('panel-papers')
  await defendant.act('draftPaper').waitFor()
  expect(await defendant.page.locator('section[data-template="summons"]').count()).toBe(0)
  expect([clerk.errors, plaintiff.errors, defendant.errors]).toEqual([[], [], []])
}, 120_000)

it('a party draws up its own consent and signs it by hand once its identity is verified, at that moment too', async () => {
  const plaintiff = people.find(({ name }) => name === 'plaintiff')!
  await plaintiff.click('closeSigning')
  await chooseKind(plaintiff, 'onlineConsent')
  await plaintiff.click('composePaper')
  await plaintiff.act('draftDocument').waitFor()
  expect(await looked(plaintiff, 'phone-form-consent')).toEqual([])
  await plaintiff.click('draftDocument')
  const paper = plaintiff.page.locator('section[data-template="onlineConsent"]')
  await paper.locator('[data-act="openSigning"]').click()
  await plaintiff.page.locator('tt-pdf-pages canvas').first().waitFor()
  await plaintiff.click('freezeDocument')
  const desk = plaintiff.page.locator('tt-signing-dialog')
  await desk.locator('.end').waitFor({ state: 'attached', timeout: 30_000 })
  await desk.locator('.end').scrollIntoViewIfNeeded()
  await writeByHand(plaintiff)
  expect(await looked(plaintiff, 'phone-signing')).toEqual([])
  await plaintiff.click('signDocument')
  await desk.getByText('身份尚未核实').waitFor()
  for (const personId of ['judge', 'juror1', 'juror2']) bench.push(await GatewayClient.join(court.url, codeOf(personId), HEARING))
  for (const [personId, expected] of [['clerk', 'preTrial'], ['clerk', 'attendanceCheck'], ['clerk', 'announceDiscipline'], ['judge', 'openCourt']] as const) {
    if (expected === 'attendanceCheck') {
      for (const one of Object.values((await state()).people)) {
        const absent = !['plaintiff', 'defendant', 'judge', 'juror1', 'juror2', 'clerk'].includes(one.personId)
        await act('clerk', { type: 'recordAttendance', personId: one.personId, present: !absent, reason: absent ? '未到庭' : '' }).catch(() => undefined)
      }
    }
    await act(personId, { type: 'advanceStage', expected })
  }
  await act('judge', { type: 'confirmIdentity', personId: 'plaintiff', outcome: 'confirmed', note: '' })
  await desk.locator('input[name="identityTail"]').fill('0000')
  await plaintiff.click('signDocument')
  await desk.getByText('证件号码后四位不符').waitFor()
  await desk.locator('input[name="identityTail"]').fill((await state()).people['plaintiff']?.identityTail ?? '')
  await plaintiff.click('signDocument')
  await desk.getByText('全部签署完毕').waitFor({ timeout: 30_000 })
  expect(await looked(plaintiff, 'phone-signed')).toEqual([])
  expect(plaintiff.errors).toEqual([])
}, 120_000)

it('the record is drawn from the log by one click, and a refusal is noted by the clerk', async () => {
  const clerk = people.find(({ name }) => name === 'clerk')!
  await chooseKind(clerk, 'hearingRecord')
  await clerk.click('composePaper')
  await clerk.page.locator('tt-paper-dialog textarea[name="entries.0.text"]').waitFor()
  expect(await looked(clerk, 'form-record')).toEqual([])
  await clerk.click('draftDocument')
  const paper = clerk.page.locator('section[data-template="hearingRecord"]')
  await paper.locator('[data-act="openSigning"]').click()
  await clerk.page.locator('tt-pdf-pages canvas').first().waitFor()
  expect(await looked(clerk, 'preview-record')).toEqual([])
  await clerk.click('freezeDocument')
  await clerk.click('closeSigning')
  await paper.locator('[data-act="noteRefusal"][data-person="defendant"]').click()
  await clerk.page.locator('tt-form-dialog input[name="reason"]').fill('对记载内容有异议')
  await clerk.page.locator('tt-form-dialog [data-act="submit"]').click()
  await paper.getByText('拒签：对记载内容有异议').waitFor()
  expect(await looked(clerk, 'panel')).toEqual([])
  expect(clerk.errors).toEqual([])
}, 120_000)
