import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { Page } from 'playwright-core'
import type { RatingCommand } from '#protocol/window/rating.ts'
import { formText } from '#domain/window/session/index.ts'
import { caseFormText } from '#domain/window/case/index.ts'
import { idNumberCheck } from '#domain/window/case/id-number.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import { sha256Hex } from '#platform/canonical.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../../bin/compose.ts'
import type { Court } from '../../../bin/compose.ts'
import { STROKES } from '../../../docs-service/testing/samples.ts'
import { Attendee } from '../../harness/attendee.ts'
import { chromiumPath } from '../../harness/chromium.ts'
import { WindowClient } from '../../harness/window-client.ts'

export const PINGHU = 'zj-pinghu-realty'
export const LIANSHUI = 'c-lianshui'
export const PLEDGE = { itemCode: '000715001001', region: '330482' }
export const CANCEL = { itemCode: '000715001002', region: '330482' }
/** As no default has it, so that a page that shows it was told by the server. */
export const CORRECTION_DAYS = 12

const numberOf = (nth: number): string => {
  const digits = `3208261990030${String(7000 + nth).slice(-4)}`
  return digits + idNumberCheck(digits)
}
type Field = SessionState['item']['form'][number]
const sample = (field: Field, number: string): string => {
  switch (field.kind) {
    case 'choice': return field.choices[0]?.value ?? ''
    case 'date': return '2026-11-01'
    case 'amount': return '860000.00'
    case 'idNumber': return number
    case 'phone': return '13800138000'
    default: return field.fieldId.toLowerCase().includes('name') ? '王喆堃' : field.fieldId === 'mortgagee' ? '示范银行股份有限公司平湖支行' : '平湖市当湖街道示范路1号2幢301室'
  }
}

/** A page of paper as a document camera sees it: a heading, lines, a seal. */
export async function photograph(heading: string): Promise<Uint8Array> {
  const canvas = createCanvas(1240, 1654)
  const c = canvas.getContext('2d')
  c.fillStyle = '#fdfdf8'
  c.fillRect(0, 0, 1240, 1654)
  c.fillStyle = '#222'
  c.font = '64px "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
  c.textAlign = 'center'
  c.fillText(heading, 620, 220)
  c.fillStyle = '#c9c9c4'
  for (let line = 0; line < 22; line++) c.fillRect(150, 330 + line * 52, line % 5 === 4 ? 520 : 940, 14)
  c.strokeStyle = '#b3302a'
  c.lineWidth = 10
  c.beginPath()
  c.arc(930, 1470, 100, 0, 2 * Math.PI)
  c.stroke()
  return canvas.encode('png')
}

export const ticketOf = (client: WindowClient) => everyTicket(client.hall?.tickets ?? []).findLast(({ citizen }) => citizen === client.me)

type Sight = { phone?: boolean; size?: { width: number; height: number } }

/** A whole court in this process with its service hall, citizens and colleagues on real sockets, and browsers for whom it is about. */
export class DeskHouse {
  readonly court: Court
  readonly #dataDir: string
  readonly #clients: WindowClient[] = []
  readonly #browsers: Attendee[] = []

  private constructor(court: Court, dataDir: string) {
    this.court = court
    this.#dataDir = dataDir
  }

  /** Times between calls are short, as nobody here needs a minute to stand up. */
  static async open(): Promise<DeskHouse> {
    const dataDir = await mkdtemp(join(tmpdir(), 'tongting-desk-'))
    const court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', SEED_DEMO: '1' }), createLog('silent'), {
      settings: { hall: { noShowSeconds: 1, recallGapSeconds: 1 }, cases: { correctionDays: CORRECTION_DAYS }, ratings: { smallNumber: 2 } },
    })
    return new DeskHouse(court, dataDir)
  }

  get url(): string { return this.court.url }

  account(personId: string): { account: string; password: string } {
    const found = this.court.demoWindows?.staff.find((one) => one.personId === personId)
    if (!found) throw new Error(`${personId} has no account`)
    return found
  }

  async staff(personId: string): Promise<WindowClient> {
    const { account, password } = this.account(personId)
    return this.#kept(await WindowClient.staff(this.url, account, password))
  }

  async atWindow(personId: string, windowId: string): Promise<WindowClient> {
    const clerk = await this.staff(personId)
    await clerk.ask({ type: 'openWindow', windowId })
    return clerk
  }

  /** The nth citizen, at a centre's terminal or at home. */
  async citizen(name: string, nth: number, centerId: string | null = null): Promise<WindowClient> {
    const kiosk = this.court.demoWindows?.kiosks.find((one) => one.centerId === centerId)
    const terminal = kiosk && (new URL(kiosk.path, this.url).searchParams.get('terminal') ?? undefined)
    return this.#kept(await WindowClient.citizen(this.url, { name, identityNumber: numberOf(nth), ...(terminal ? { terminal } : {}) }))
  }

  /** Takes a number and waits. */
  async queue(name: string, nth: number, want: { itemCode: string; region: string; grounds?: ('elder' | 'pregnant' | 'disabled')[]; language?: string }, centerId: string | null = LIANSHUI): Promise<WindowClient> {
    const citizen = await this.citizen(name, nth, centerId)
    await citizen.ask({ type: 'takeTicket', channel: centerId === null ? 'phone' : 'kiosk', ...want } as Parameters<WindowClient['ask']>[0])
    await citizen.until(() => ticketOf(citizen)?.status === 'waiting', 'the number')
    return citizen
  }

  /** Both in the call of this citizen's ticket, whoever is called before. */
  async talk(citizen: WindowClient, clerk: WindowClient): Promise<string> {
    await clerk.ask({ type: 'callNext' })
    const { sessionId } = await citizen.notice('called', ({ ticketId }) => ticketId === ticketOf(citizen)?.ticketId)
    await Promise.all([citizen.join(sessionId), clerk.join(sessionId)])
    await citizen.until(() => citizen.call?.startedAt, 'the talk')
    return sessionId
  }

  async serve(citizen: WindowClient, clerk: WindowClient): Promise<string> {
    const sessionId = await this.talk(citizen, clerk)
    await clerk.inCall({ type: 'end', outcome: 'done', note: '' })
    return sessionId
  }

  /** @returns the ticket over a bad rating, where it opened one */
  async rate(citizen: WindowClient, level: Extract<RatingCommand, { type: 'rateSession' }>['level'], reasons: ('slow' | 'unclear' | 'friendly')[], text = ''): Promise<void> {
    const { ratingId } = await citizen.notice('rating')
    await citizen.request('ratingCommand', { ratingId, commandId: crypto.randomUUID(), command: { type: 'rateSession', level, reasons, text } })
  }

  /** A call in which everything is gathered for a case, but for the papers left out; signed, and over. */
  async gather(citizen: WindowClient, clerk: WindowClient, nth: number, without: readonly string[]): Promise<string> {
    const sessionId = await this.talk(citizen, clerk)
    const number = numberOf(nth)
    await citizen.inCall({ type: 'enterIdentityNumber', number })
    const capture = async (kind: 'identityCard' | 'liveFace' | 'material', materialId: string | null, heading: string): Promise<void> => {
      await clerk.inCall({ type: 'askCapture', kind, materialId })
      const asked = await citizen.until(() => citizen.call?.captures.findLast((one) => one.kind === kind && one.materialId === materialId && one.status === 'asked'), 'the wish for a photograph')
      await citizen.still(sessionId, asked.captureId, await photograph(heading))
      await clerk.until(() => clerk.call?.captures.find(({ captureId }) => captureId === asked.captureId)?.still, 'the photograph')
    }
    await capture('identityCard', null, '居民身份证')
    await capture('liveFace', null, '现场照片')
    await clerk.inCall({ type: 'decideIdentity', outcome: 'confirmed', reason: '' })
    await clerk.until(() => clerk.call?.identity.status === 'confirmed', 'the identity')
    const { caseId } = await clerk.request('openCase', { commandId: crypto.randomUUID(), ...PLEDGE })
    const { materials, form } = (citizen.call as SessionState).item
    for (const { materialId, required, name } of materials) if (required && !without.includes(materialId)) await capture('material', materialId, name.zh.slice(0, 12))
    for (const field of form) await citizen.inCall({ type: 'fillField', fieldId: field.fieldId, value: sample(field, number) })
    await citizen.until(() => form.every(({ fieldId }) => citizen.call?.form.values[fieldId]), 'every field')
    await citizen.inCall({ type: 'confirmForm', digest: sha256Hex(formText(citizen.call as SessionState)) })
    await clerk.request('carryIntoCase', { commandId: crypto.randomUUID() })
    await this.sign(caseId, citizen, clerk, number)
    await clerk.inCall({ type: 'end', outcome: 'caseGoesOn', note: '' })
    return caseId
  }

  async sign(caseId: string, citizen: WindowClient, clerk: WindowClient, number: string): Promise<void> {
    const commandId = () => crypto.randomUUID()
    const content = await clerk.request('composePaper', { caseId, template: 'applicationForm' })
    const draft = await clerk.request('draftDocument', { caseId, commandId: commandId(), content })
    const frozen = await clerk.request('freezeDocument', { caseId, commandId: commandId(), documentId: draft.documentId, version: draft.version })
    await citizen.request('signDocument', {
      caseId, commandId: commandId(), documentId: frozen.documentId, revisionSha256: frozen.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString(), identityTail: number.slice(-4),
    })
  }

  async case(caseId: string): Promise<CaseState> {
    const state = await this.court.signaling.inside.windows.inside.matters.inside.cases.hosts.peek(caseId)
    if (!state) throw new Error('no such case')
    return state
  }

  /** The citizen hands in what was asked for, from their own phone. */
  async correct(caseId: string, citizen: WindowClient, materialIds: readonly string[]): Promise<void> {
    for (const materialId of materialIds) {
      const answer = await fetch(`${this.url}/api/window/cases/${caseId}/materials?materialId=${materialId}`, {
        method: 'POST', headers: { authorization: `Bearer ${citizen.token}`, 'content-type': 'image/png' }, body: new Uint8Array(await photograph('不动产权证书')),
      })
      const { fileId, sha256, pages } = (await answer.json()) as { fileId: string; sha256: string; pages: number }
      await citizen.inCase(caseId, { type: 'addMaterial', materialId, file: { fileId, sha256, pages }, source: 'upload' })
    }
    const state = await this.case(caseId)
    if (state.form.confirmed === null) await citizen.inCase(caseId, { type: 'confirmForm', digest: sha256Hex(caseFormText(state)) })
    await citizen.inCase(caseId, { type: 'handInCorrection' })
  }

  /** Somebody of the staff in a browser of their own, come in by account and password. */
  async browser(personId: string, path: string, { phone = false, size }: Sight = {}): Promise<Attendee> {
    const viewport = size ?? (phone ? { width: 390, height: 844 } : { width: 1440, height: 900 })
    const attendee = await Attendee.open(personId, { executablePath: chromiumPath(), viewport, phone })
    this.#browsers.push(attendee)
    const { account, password } = this.account(personId)
    await attendee.page.goto(`${this.url}/enter`)
    await attendee.page.locator('input[name="account"]').fill(account)
    await attendee.page.locator('input[name="password"]').fill(password)
    await attendee.click('signIn')
    await attendee.page.waitForURL(/\/window\//)
    await attendee.page.goto(`${this.url}${path}`)
    return attendee
  }

  async close(): Promise<void> {
    await Promise.all(this.#browsers.map((browser) => browser.close()))
    for (const client of this.#clients) client.kill()
    await this.court.stop()
    await rm(this.#dataDir, { recursive: true, force: true })
  }

  #kept(client: WindowClient): WindowClient {
    this.#clients.push(client)
    return client
  }
}

/** What a form in a dialog is answered with, by the name of each field; then it is sent. */
export async function answer(page: Page, values: Record<string, string> = {}): Promise<void> {
  const dialog = page.locator('tt-form-dialog').last()
  await dialog.locator('[data-act="submit"]').waitFor()
  for (const [name, value] of Object.entries(values)) {
    const field = dialog.locator(`[name="${name}"]`)
    if ((await field.evaluate((element) => element.localName)) === 'select') await field.selectOption(value)
    else await field.fill(value)
  }
  await dialog.locator('[data-act="submit"]').click()
  await dialog.waitFor({ state: 'detached' })
}

/** Reaches a control with the Tab key as somebody without a mouse does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let tabs = 0; tabs < 90; tabs++) {
    await page.keyboard.press('Tab')
    const there = await page.evaluate((wanted) => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element?.matches(wanted) ?? false
    }, selector)
    if (there) return
  }
  throw new Error(`${selector} cannot be reached by keyboard`)
}
