import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { STROKES } from '../../../docs-service/testing/samples.ts'
import { NUMBER, OTHER_NUMBER, openHouse, until, type House, type TestDatabase } from './matters.ts'

/** Receipts that survive whatever dies meanwhile, papers that only their citizen signs, files over HTTP. On a real database. */
let database: TestDatabase
let house: House
type Person = Awaited<ReturnType<House['staff']>>
let citizen: Person, stranger: Person, clerk: Person, lead: Person, local: Person
const MEDICAL = '002036002001'
const OFFICE = 'zj-pinghu'

beforeAll(async () => {
  database = await openTestDatabase()
  house = await openHouse(database, { papers: false })
  ;[citizen, stranger] = [await house.citizen(), await house.citizen('李䶮', OTHER_NUMBER)]
  ;[clerk, lead, local] = [await house.staff('remoteClerk', OFFICE), await house.staff('supervisor', OFFICE), await house.staff('localClerk', 'c-lianshui')]
}, 120_000)
afterAll(async () => {
  await house.close()
  await database.close()
}, 60_000)

const opened = async (): Promise<string> => {
  const { caseId } = await house.matters.calls.openCase(citizen, { commandId: newId(), itemCode: MEDICAL, region: '330482' })
  await house.act(caseId, clerk, { type: 'confirmIdentity', number: NUMBER })
  return caseId
}
const papersOf = async (caseId: string) => (await house.matters.inside.papers.call('list', { matterId: caseId })).documents

describe('a receipt that is owed', () => {
  test('is made once the service of papers is back, and once only, however often it is asked for', async () => {
    const caseId = await opened()
    await house.act(caseId, clerk, { type: 'receive' })
    await house.settled()
    expect((await house.state(caseId)).owed).toMatchObject([{ kind: 'materialsReceipt' }])
    await house.startPapers()
    await house.restart()
    await Promise.all([house.settled(), house.matters.inside.papers.settle(caseId), house.matters.inside.papers.settle(caseId)])
    expect((await house.papersMade(caseId)).papers).toHaveLength(1)
    await house.restart()
    expect((await papersOf(caseId)).map(({ content, status }) => [content.template, status])).toEqual([['materialsReceipt', 'sealed']])
  })

  test('is made and named in its case at whatever moment the process is killed', async () => {
    for (const ms of [0, 5, 10, 20, 40, 60, 80, 120]) {
      const caseId = await opened()
      await house.act(caseId, clerk, { type: 'receive' })
      await new Promise((resolve) => setTimeout(resolve, ms))
      await house.crash()
      const { papers } = await house.papersMade(caseId)
      expect(papers).toHaveLength(1)
      expect((await papersOf(caseId)).map(({ status }) => status)).toEqual(['sealed'])
      expect((await house.verified(caseId, citizen, papers[0]?.documentId ?? '')).ok).toBe(true)
    }
  }, 120_000)
})

describe('a paper for the citizen to sign', () => {
  test('is about this case and this citizen, and is signed by nobody else', async () => {
    const caseId = await opened()
    const { item } = await house.state(caseId)
    for (const field of item.form.filter(({ required }) => required)) {
      const value = field.kind === 'idNumber' ? NUMBER : field.kind === 'phone' ? '13800138000' : field.kind === 'choice' ? field.choices[0]?.value ?? '' : field.kind === 'date' ? '2026-12-01' : '杭州'
      await house.act(caseId, citizen, { type: 'fillField', fieldId: field.fieldId, value })
    }
    const { calls } = house.matters
    const content = await calls.composePaper(clerk, { caseId, template: 'applicationForm' })
    expect(JSON.stringify(content)).not.toContain(NUMBER)
    const forged = { ...content, fields: { ...content.fields, applicant: { ...(content.fields as { applicant: object }).applicant, name: '李䶮' } } }
    await expect(calls.draftDocument(clerk, { caseId, commandId: newId(), content: forged })).rejects.toMatchObject({ code: 'fieldInvalid' })
    await expect(calls.draftDocument(citizen, { caseId, commandId: newId(), content })).rejects.toMatchObject({ code: 'notPermitted' })
    await expect(calls.draftDocument(lead, { caseId, commandId: newId(), content })).rejects.toMatchObject({ code: 'notPermitted' })
    await expect(calls.composePaper(clerk, { caseId, template: 'windowReceipt' })).rejects.toMatchObject({ code: 'notPermitted' })
    const draft = await calls.draftDocument(clerk, { caseId, commandId: newId(), content })
    const frozen = await calls.freezeDocument(clerk, { caseId, commandId: newId(), documentId: draft.documentId, version: 1 })
    expect((await house.state(caseId)).signing).toMatchObject([{ documentId: draft.documentId, signedAt: null }])
    const sign = (by: Person, identityTail: string) => calls.signDocument(by, {
      caseId, commandId: newId(), documentId: frozen.documentId, revisionSha256: frozen.revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString(), identityTail,
    })
    await expect(sign(stranger, OTHER_NUMBER.slice(-4))).rejects.toMatchObject({ code: 'notFound' })
    await expect(sign(clerk, NUMBER.slice(-4))).rejects.toMatchObject({ code: 'notASigner' })
    await expect(sign(citizen, '0000')).rejects.toMatchObject({ code: 'identityMismatch' })
    const signed = await sign(citizen, NUMBER.slice(-4))
    expect(signed.status).toBe('signed')
    expect((await house.state(caseId)).signing).toMatchObject([{ signedAt: expect.any(String) as string }])
    expect((await house.verified(caseId, citizen, frozen.documentId)).ok).toBe(true)
    for (const by of [stranger, local]) expect((await house.verified(caseId, by, frozen.documentId)).ok).toBe(false)
  })
})

describe('a photograph of a paper', () => {
  const photograph = async (): Promise<Buffer> => {
    const canvas = createCanvas(2480, 3508)
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 2480, 3508)
    pen.fillStyle = '#222'
    pen.fillRect(200, 300, 2000, 60)
    return canvas.encode('jpeg', 85)
  }

  test('comes in over HTTP for one’s own case alone, is kept in full, and its page is shown to those of the case', async (context) => {
    const caseId = await opened()
    const materialId = (await house.state(caseId)).item.materials.find(({ knownFromData }) => !knownFromData)?.materialId ?? ''
    const path = `/api/window/cases/${caseId}/materials?materialId=${materialId}`
    const bytes = await photograph()
    for (const by of [stranger, local]) expect((await house.post(by, path, bytes, 'image/jpeg')).status).toBe(404)
    expect((await house.post(lead, path, bytes, 'image/jpeg')).status).toBe(403)
    expect((await house.post(citizen, path.replace(materialId, 'no-such'), bytes, 'image/jpeg')).status).toBe(404)
    const answer = await house.post(citizen, path, bytes, 'image/jpeg')
    if (answer.status === 503) context.skip('files cannot be checked on this machine')
    const kept = (await answer.json()) as { fileId: string; sha256: string; pages: number; widthPx: number; heightPx: number }
    expect([answer.status, kept.pages, kept.widthPx, kept.heightPx]).toEqual([201, 1, 2480, 3508])
    expect(Buffer.from((await house.windowBlobs.get(kept.sha256)) ?? []).equals(bytes)).toBe(true)
    expect(await house.blobs.get(kept.sha256)).toBeNull()
    const { fileId, sha256, pages } = kept
    await house.act(caseId, citizen, { type: 'addMaterial', materialId, file: { fileId, sha256, pages }, source: 'upload' })
    const page = await house.get(clerk, `/api/window/files/${fileId}/page?page=1`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    for (const by of [stranger, local]) expect((await house.get(by, `/api/window/files/${fileId}/page`)).status).toBe(404)
    expect((await house.get(clerk, `/api/window/files/${fileId}/page?page=2`)).status).toBe(404)
    expect((await house.get(null, `/api/window/files/${fileId}/page`)).status).toBe(401)

    // W-7.8: what a call left and no case took over goes after its days, and not before.
    const call = { kind: 'call', id: newId() } as const
    await house.matters.inside.cases.files.keep(call, { ...(await house.matters.inside.cases.files.find(fileId))!.fact, fileId: newId() })
    await database.pool.query("update window_files set created_at = $2 where owner_id = $1", [call.id, new Date(Date.parse(house.now) - 29 * 86_400_000)])
    await house.settled()
    expect(await house.matters.inside.cases.files.count(call)).toBe(1)
    await database.pool.query("update window_files set created_at = $2 where owner_id = $1", [call.id, new Date(Date.parse(house.now) - 31 * 86_400_000)])
    await house.settled()
    expect(await house.matters.inside.cases.files.count(call)).toBe(0)

    // W-7.7: with the case its files are gone, also from the disk; what another case holds too stays with that.
    const { matters: { inside: { cases: { files } } }, windowBlobs } = house
    const other = await opened()
    await files.keep({ kind: 'case', id: other }, { ...(await files.find(fileId))!.fact, fileId: newId() })
    await files.destroy({ kind: 'case', id: caseId })
    expect((await house.get(citizen, `/api/window/files/${fileId}/page`)).status).toBe(404)
    expect(await windowBlobs.get(sha256)).not.toBeNull()
    await house.stopPapers()
    await expect(files.destroy({ kind: 'case', id: other })).rejects.toThrow()
    expect(await files.count({ kind: 'case', id: other })).toBe(1)
    await house.startPapers()
    await files.destroy({ kind: 'case', id: other })
    expect([await windowBlobs.get(sha256), await files.count({ kind: 'case', id: other })]).toEqual([null, 0])
  })
})

describe('figures', () => {
  test('dashboard and statistics are the supervisors’; CSV for a spreadsheet, with nothing it would run', async () => {
    await house.settled()
    await until(async () => (await database.pool.query('select 1 from window_cases')).rows.length > 0)
    const board = (await (await house.get(lead, '/api/window/dashboard')).json()) as { cases: { open: number; byStatus: Record<string, number> } }
    expect(board.cases.open).toBe(12)
    expect(board.cases.byStatus['reviewing']).toBe(9)
    const path = '/api/window/statistics?from=2026-11-16&to=2026-11-16'
    const { rows } = (await (await house.get(lead, `${path}&by=item`)).json()) as { rows: object[] }
    expect(rows).toMatchObject([{ key: MEDICAL, opened: 12, open: 12, completed: 0 }])
    expect((await (await house.get(lead, `${path}&by=pair`)).json())).toMatchObject({ rows: [{ key: '>330000', name: '居家 → 浙江省', opened: 12 }] })
    const csv = await house.get(lead, `${path}&by=day&format=csv`)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = Buffer.from(await csv.arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.toString('utf8').split('\r\n')[1]).toMatch(/^'?2026-11-16,/)
    for (const by of [clerk, citizen]) expect((await house.get(by, path)).status).toBe(403)
    expect((await house.get(lead, '/api/window/statistics?from=2020-01-01&to=2026-11-16')).status).toBe(400)
  })
})
