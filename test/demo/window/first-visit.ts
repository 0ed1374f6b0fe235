import { CITIZENS, CENTER, ITEM, OFFICE, PLACE, flagsOf, signInStaff } from './cast.ts'
import { callNext, lensOf, photograph, sitDown, talk } from './counter.ts'
import { answer } from './stage.ts'
import type { Stage } from './stage.ts'
import { fillTogether } from './form.ts'
import { signOnGlass } from './signing.ts'

export type Visit = { ticketId: string; sessionId: string; caseId: string; caseNo: string }

/** The paper that is forgotten at home, and asked for in the one correction. */
export const FORGOTTEN = 'propertyCertificate'
/** Photographed in the call; the application itself is signed on the screen. */
const BROUGHT = ['application', 'identityCard', 'mortgageeIdentity', 'loanContract', 'mortgageContract', 'mortgageeMandate']

/** 窗口: the clerk with jurisdiction sits down. */
export async function openWindow(stage: Stage): Promise<void> {
  const clerk = await stage.open('clerk')
  await signInStaff(clerk, stage.court, 'clerk', '/window/desk')
  await clerk.page.locator('tt-desk-sit-down [data-act="openWindow"]').first().waitFor()
  await stage.picture('clerk', 'desk-sit-down')
  await sitDown(stage, 'clerk', windowsOf(stage)[0] ?? '')
}

export const windowsOf = (stage: Stage): string[] =>
  stage.inside.catalogues.current().windows.filter(({ officeId }) => officeId === OFFICE).map(({ windowId }) => windowId)

/** 取号: at the kiosk of the centre the citizen finds the item, says where the house lies and takes a number. */
export async function takeNumber(stage: Stage): Promise<string> {
  const citizen = await stage.open('citizen')
  const { page } = citizen
  const kiosk = stage.court.demoWindows?.kiosks.find(({ centerId }) => centerId === CENTER)
  if (!kiosk) throw new Error(`${CENTER} has no terminal`)
  await page.goto(`${stage.court.url}${kiosk.path}&${flagsOf('citizen')}`)
  await page.locator('tt-window-kiosk-page a.first').waitFor()
  await stage.sizes('citizen', 'terminal')
  await page.locator('tt-window-kiosk-page a.first').click()
  await page.locator('tt-item-finder').waitFor()
  await stage.sizes('citizen', 'items')
  await page.goto(`${stage.court.url}/window/items/${ITEM}`)
  await choosePlace(stage, 'citizen')
  await page.locator('tt-take-number .office').waitFor()
  await stage.sizes('citizen', 'item')
  await signInCitizen(stage, 'citizen')
  await page.locator('[data-act="takeTicket"]').click()
  const ticket = await stage.until('a number is taken at the kiosk', async () => (await stage.tickets()).find(({ centerId, status }) => centerId === CENTER && status === 'waiting'))
  await page.locator('tt-ticket-card [data-figure="before"]').waitFor()
  await stage.sizes('citizen', 'ticket')
  return ticket.ticketId
}

export async function choosePlace(stage: Stage, personId: 'citizen' | 'secondCitizen'): Promise<void> {
  const { page } = stage.who(personId)
  for (const step of ['province', 'prefecture', 'county'] as const) await page.locator(`select[data-place="${step}"]`).selectOption(PLACE[step])
}

export async function signInCitizen(stage: Stage, personId: 'citizen' | 'secondCitizen'): Promise<void> {
  const { page } = stage.who(personId)
  const { name, number } = CITIZENS[personId]
  await page.locator('tt-citizen-sign-in input[name="number"]').fill(number)
  await page.locator('tt-citizen-sign-in input[name="name"]').fill(name)
  await page.locator('tt-citizen-sign-in').scrollIntoViewIfNeeded()
  await stage.picture(personId, `${personId === 'citizen' ? 'kiosk' : 'phone'}-sign-in`)
  await page.locator('[data-act="citizenSignIn"]').click()
  await page.locator('[data-act="takeTicket"]').waitFor()
}

/** 叫号: the call comes to the citizen's screen by itself; the helper of the centre sits down beside them. */
export async function beCalled(stage: Stage, ticketId: string): Promise<string> {
  await stage.sizes('clerk', 'desk')
  const sessionId = await callNext(stage, 'clerk', ticketId)
  await stage.call(sessionId, 'citizen and clerk are in the call', ({ startedAt }) => startedAt)
  const helper = await stage.open('helper', lensOf(stage))
  await signInStaff(helper, stage.court, 'helper', '/window/desk')
  await helper.page.locator(`[data-act="assist"][data-value="${sessionId}"]`).click()
  const helperId = 'w-liu-xiaoman'
  await stage.call(sessionId, 'the helper is in the call', ({ people }) => people[helperId]?.connectionId)
  await talk([stage.who('citizen'), stage.who('clerk'), helper])
  await stage.who('clerk').page.waitForTimeout(3000)
  await stage.sizes('citizen', 'call-citizen')
  await stage.sizes('clerk', 'call-clerk')
  await stage.picture('helper', 'call-helper')
  return sessionId
}

/** 核验身份: the number with its check character, the card beside the live face, the clerk's decision. */
export async function identify(stage: Stage, sessionId: string): Promise<void> {
  const { page: kiosk } = stage.who('citizen')
  const { page: desk } = stage.who('clerk')
  await kiosk.locator('[data-panel="identity"]').click()
  await kiosk.locator('tt-call-identity input[name="number"]').fill(CITIZENS.citizen.number)
  await kiosk.locator('[data-act="enterIdentityNumber"]').click()
  await stage.call(sessionId, 'the number is entered', ({ identity }) => identity.mark)
  await photograph(stage, sessionId, { by: 'helper', kind: 'identityCard', picture: 'document-camera' })
  await photograph(stage, sessionId, { by: 'citizen', kind: 'liveFace' })
  await desk.locator('tt-window-call [data-panel="identity"]').click()
  await desk.locator('[data-act="confirmIdentity"]:not([disabled])').waitFor()
  await desk.waitForTimeout(800)
  await stage.picture('clerk', 'identity-desk')
  await desk.locator('[data-act="confirmIdentity"]').click()
  await stage.call(sessionId, 'the identity is confirmed', ({ identity }) => identity.status === 'confirmed')
}

/** 受理前: the case is opened, the papers are photographed, the form is filled by both, all goes into the case. */
export async function gather(stage: Stage, sessionId: string): Promise<Pick<Visit, 'caseId' | 'caseNo'>> {
  const { page: desk } = stage.who('clerk')
  await desk.locator('[data-act="openCase"]:not([disabled])').click()
  const { caseLink } = await stage.call(sessionId, 'the case is opened', (state) => state.caseLink)
  const { caseId, caseNo } = caseLink ?? { caseId: '', caseNo: '' }
  for (const materialId of BROUGHT) await photograph(stage, sessionId, { by: 'helper', kind: 'material', materialId, ...(materialId === 'loanContract' ? { picture: 'document-contract' } : {}) })
  await stage.picture('helper', 'materials-helper')
  await fillTogether(stage, sessionId)
  await desk.locator('[data-act="carryIntoCase"]').click()
  await stage.matter(caseId, 'papers and form are in the case', ({ form, materials }) => form.confirmed && BROUGHT.every((one) => Object.hasOwn(materials, one)))
  await stage.picture('clerk', 'case-desk')
  return { caseId, caseNo }
}

/** 签名: the application is laid before the citizen, read to its end and signed by hand on the glass. */
export async function sign(stage: Stage, caseId: string): Promise<void> {
  const { page: desk } = stage.who('clerk')
  await desk.locator('tt-desk-case [data-act="tab-papers"]').click()
  await desk.locator('[data-act="askSignature"]:not([disabled])').click()
  await signOnGlass(stage, 'citizen', CITIZENS.citizen.number.slice(-4))
  await stage.matter(caseId, 'the application is signed', ({ signing }) => signing.some(({ signedAt }) => signedAt !== null))
}

/** 收件窗口: received with its receipt, looked through, and what is missing told once. */
export async function receive(stage: Stage, { caseId }: Pick<Visit, 'caseId'>): Promise<void> {
  const localClerk = await stage.open('localClerk')
  await signInStaff(localClerk, stage.court, 'localClerk', '/window/desk')
  const { page } = localClerk
  await page.locator(`tt-desk-inbox [data-case="${caseId}"] [data-act="showCase"]`).click()
  await page.locator('tt-desk-case [data-act="receive"]').click()
  await stage.paper(caseId, 'materialsReceipt')
  await stage.sizes('localClerk', 'receive')
  await review(stage, caseId)
  await page.locator('tt-desk-case [data-act="tellCorrection"]').click()
  const dialog = page.locator('tt-desk-correction')
  await dialog.locator('[data-act="submit"]').waitFor()
  await stage.picture('localClerk', 'correction-dialog')
  await dialog.locator('[data-act="submit"]').click()
  await stage.matter(caseId, 'the correction is told', ({ status }) => status === 'correcting')
  await stage.paper(caseId, 'windowCorrection')
}

/** Every paper that is there: the original seen, found good. */
export async function review(stage: Stage, caseId: string): Promise<void> {
  const { page } = stage.who('localClerk')
  for (;;) {
    const state = await stage.matter(caseId, 'the case', () => true)
    const open = Object.entries(state.materials).find(([, held]) => held.versions.length > 0 && held.versions.at(-1)?.review?.ok !== true)
    if (!open) return
    const [materialId, held] = open
    const latest = held.versions.at(-1)
    const seen = page.locator(`[data-act="seeOriginal"][data-value="${materialId}"]`)
    if (latest && !latest.originalSeen && (await seen.count()) > 0) {
      await seen.click()
      await stage.matter(caseId, `the original of ${materialId} is seen`, ({ materials }) => materials[materialId]?.versions.at(-1)?.originalSeen)
    }
    await page.locator(`[data-act="materialOk"][data-value="${materialId}"]`).click()
    await stage.matter(caseId, `${materialId} is found good`, ({ materials }) => materials[materialId]?.versions.at(-1)?.review?.ok)
  }
}

/** 补正: the forgotten paper is fetched, photographed in the same call, and handed in by the citizen. */
export async function correct(stage: Stage, { sessionId, caseId }: Visit): Promise<void> {
  const { page: desk } = stage.who('clerk')
  await photograph(stage, sessionId, { by: 'helper', kind: 'material', materialId: FORGOTTEN })
  await desk.locator('[data-act="carryIntoCase"]').click()
  await stage.matter(caseId, 'the forgotten paper is in the case', ({ materials }) => materials[FORGOTTEN]?.versions.length)
}

/** The clerk ends the call: the case goes on without it. */
export async function endCall(stage: Stage, sessionId: string): Promise<void> {
  const clerk = stage.who('clerk')
  await clerk.page.locator('tt-desk-bar [data-act="end"]').click()
  await answer(clerk, { outcome: 'caseGoesOn' })
  await stage.call(sessionId, 'the call is over', ({ ended }) => ended)
}
