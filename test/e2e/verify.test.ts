import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentView } from '#protocol/documents.ts'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt, type Court } from '../../bin/compose.ts'
import { AGREEMENT, SIGNERS, STROKES } from '../../docs-service/testing/samples.ts'
import { openPdf } from '../../docs-service/pdf/document.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'

const run = (...args: string[]): Promise<{ code: number; out: Record<string, unknown>; text: string }> =>
  new Promise((resolve) => execFile(process.execPath, ['bin/tongting.mjs', ...args], { maxBuffer: 2 ** 24 }, (error, stdout, stderr) =>
    resolve({ code: error ? Number(error.code) : 0, out: stdout.startsWith('{') ? JSON.parse(stdout) as Record<string, unknown> : {}, text: stdout + stderr })))

/** Where pictures of the page are put to be looked at; nowhere without it. */
const PICTURES = process.env['PICTURES']

let dataDir: string
let court: Court
let view: DocumentView
let sealed: Buffer
const people: Attendee[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-verify-'))
  court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
  ;({ view, sealed } = await sealedPaper())
  await writeFile(join(dataDir, 'sealed.pdf'), sealed)
  await writeFile(join(dataDir, 'older.pdf'), sealed.subarray(0, openPdf(sealed).revisions[3]?.end))
  const changed = Buffer.from(sealed)
  changed[6000] = (changed[6000] ?? 0) ^ 0x11
  await writeFile(join(dataDir, 'changed.pdf'), changed)
}, 180_000)
afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

/** An agreement of the samples, signed by all and sealed, made over the bus as signaling does it. */
async function sealedPaper(): Promise<{ view: DocumentView; sealed: Buffer }> {
  const { papers } = court.signaling.inside
  let n = 0
  const by = (actor: string, actorRole: DocumentView['signers'][number]['role'] | 'clerk') => ({ matterId: 'demo-trial', actor, actorRole, commandId: `verify-e2e-${++n}` })
  let view = await papers.call('draft', { ...by('clerk', 'clerk'), content: AGREEMENT, signers: SIGNERS })
  const { documentId } = view
  for (const { personId, role, capacity } of SIGNERS) if (capacity === 'party') await papers.call('confirm', { ...by(personId, role), documentId, version: 1 })
  view = await papers.call('freeze', { ...by('clerk', 'clerk'), documentId, version: 1 })
  for (const { personId, role } of SIGNERS) {
    const signing = { documentId, revisionSha256: view.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString(), identityVerified: true }
    view = await papers.call('sign', { ...by(personId, role), ...signing })
  }
  while (view.status !== 'sealed') {
    await new Promise((resolve) => setTimeout(resolve, 30))
    view = (await papers.call('list', { matterId: 'demo-trial' })).documents.find((one) => one.documentId === documentId) ?? view
  }
  return { view, sealed: Buffer.from((await papers.call('file', { documentId })).base64, 'base64') }
}

async function visitor(phone: boolean): Promise<Attendee> {
  const person = await Attendee.open('visitor', { executablePath: chromiumPath(), ...(phone ? { phone: true, viewport: { width: 390, height: 844 } } : {}) })
  people.push(person)
  return person
}

async function inOrder({ page }: Attendee, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBe(0)
  if (!PICTURES) return
  await mkdir(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

describe('a paper taken home', () => {
  const tokenOf = async (role: string): Promise<string> => {
    const entry = court.demo.find((one) => one.hearingId === 'demo-trial' && one.role === role)!
    const body = entry.account ? { account: entry.account, password: entry.password } : { invitation: entry.path.split('#')[1] }
    const answer = await fetch(`${court.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return ((await answer.json()) as { token: string }).token
  }
  const fetchArchive = async (token: string | null): Promise<Response> =>
    fetch(`${court.url}/api/hearings/demo-trial/documents/${view.documentId}/archive`, token === null ? {} : { headers: { authorization: `Bearer ${token}` } })

  it('is an archive for those who see the paper, and for nobody else', async () => {
    const answer = await fetchArchive(await tokenOf('clerk'))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    const file = join(dataDir, 'from-http.zip')
    await writeFile(file, Buffer.from(await answer.arrayBuffer()))
    expect(await run('verify', file, '--root', join(dataDir, 'ca/root.pem'))).toMatchObject({ code: 0, out: { ok: true, rootsFrom: 'given', documentId: view.documentId } })
    expect((await fetchArchive(null)).status).toBe(401)
    expect((await fetchArchive(await tokenOf('witness'))).status).toBe(403)
  })
  it('is exported beside the running court, and verifies by itself', async () => {
    const [zip, folder] = [join(dataDir, 'exported.zip'), join(dataDir, 'exported')]
    expect(await run('export-paper', view.documentId, '--data', dataDir, '--out', zip)).toMatchObject({ code: 0, out: { ok: true, archive: zip } })
    expect(await run('export-paper', view.documentId, '--data', dataDir, '--folder', folder)).toMatchObject({ code: 0, out: { ok: true } })
    for (const archive of [zip, folder]) expect(await run('verify', archive, '--data', tmpdir())).toMatchObject({ code: 0, out: { ok: true, rootsFrom: 'archive' } })
    expect((await run('export-paper', view.documentId, '--data', dataDir, '--out', zip)).text).toContain('exists already')
    expect((await run('export-paper', 'doc-none', '--data', dataDir)).code).toBe(1)
  })
})

describe.each([['a desk', false], ['a phone', true]])('the public page on %s', (where, phone) => {
  const put = async (person: Attendee, file: string, verdict: string): Promise<void> => {
    await person.page.goto(`${court.url}/verify`)
    await person.page.locator('[data-act="chooseFile"]').setInputFiles(join(dataDir, file))
    await person.page.locator(`[data-verdict="${verdict}"]`).waitFor()
  }
  const suffix = phone ? 'phone' : 'desk'

  it('says who signed and when, what is wrong and where, and what a number means', async () => {
    const person = await visitor(phone)
    const { page } = person
    await page.goto(`${court.url}/verify`)
    await page.getByText('文书核验').first().waitFor()
    await inOrder(person, `verify-ask-${suffix}`)

    await put(person, 'sealed.pdf', 'good')
    for (const { name } of SIGNERS) expect(await page.getByText(name, { exact: false }).count(), `${name} on ${where}`).toBeGreaterThan(0)
    await page.getByText('不具有法律效力').waitFor()
    await inOrder(person, `verify-good-${suffix}`)

    await put(person, 'older.pdf', 'older')
    await inOrder(person, `verify-older-${suffix}`)
    await put(person, 'changed.pdf', 'bad')
    await inOrder(person, `verify-bad-${suffix}`)

    await page.goto(`${court.url}/verify/${view.documentId}`)
    await page.getByText('签署完毕，已盖章').waitFor()
    expect(await page.getByText('王喆堃').count()).toBe(0)
    await inOrder(person, `verify-code-${suffix}`)

    await person.page.locator('[data-act="verifyAgain"]').click()
    await page.locator('input[name="code"]').fill('doc-ffffffffffffffffffff')
    await page.locator('[data-act="lookUp"]').click()
    await page.getByText('并非本院出具').waitFor()
    await inOrder(person, `verify-unknown-${suffix}`)
    await page.locator('input[name="code"]').fill('42')
    await page.locator('[data-act="lookUp"]').click()
    await page.getByText('不像是文书编号').waitFor()

    await page.goto(`${court.url}/verify/${view.documentId}?lang=en`)
    await page.getByText('Signed and sealed').waitFor()
    await inOrder(person, `verify-english-${suffix}`)
    expect(person.errors.filter((error) => !/404/.test(error))).toEqual([])
  }, 120_000)
})
