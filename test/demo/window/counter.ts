import type { CaptureKind } from '#protocol/window/session.ts'
import { join } from 'node:path'
import type { Attendee } from '../../harness/attendee.ts'
import { SHEETS, layUnderLens } from './sheets.ts'
import type { PersonId } from './cast.ts'
import type { Stage } from './stage.ts'

/** The file that the helper's browser takes for its document camera. */
export const lensOf = (stage: Stage): string => join(stage.devices, 'document-camera.y4m')

/** At a window of the office: sits down, the window is open. */
export async function sitDown(stage: Stage, personId: PersonId, windowId: string): Promise<void> {
  const clerk = stage.who(personId)
  await clerk.page.locator(`[data-act="openWindow"][data-value="${windowId}"]`).click()
  await clerk.page.locator('tt-desk-bar').waitFor()
}

/** By the key that stands on the button. */
export async function callNext(stage: Stage, personId: PersonId, ticketId: string): Promise<string> {
  const { page } = stage.who(personId)
  await page.locator('tt-desk-bar [data-act="next"]:not([disabled])').waitFor()
  await page.keyboard.press('n')
  const { sessionId } = await stage.ticket(ticketId, 'the number is called', ({ sessionId: id, status }) => id !== null && (status === 'called' || status === 'serving'))
  return sessionId ?? ''
}

/** Sound and pictures flow between those who are named. */
export async function talk(people: Attendee[]): Promise<void> {
  await Promise.all(people.map((person) => person.untilFramesFlow()))
}

/** The clerk asks for it, it is laid under the lens, photographed in full resolution, looked at and sent. */
export async function photograph(stage: Stage, sessionId: string, { by, kind, materialId = null, picture }: { by: PersonId; kind: CaptureKind; materialId?: string | null; picture?: string }): Promise<void> {
  const { page: desk } = stage.who('clerk')
  const panel = kind === 'material' ? 'papers' : 'identity'
  await desk.locator(`tt-window-call [data-panel="${panel}"]`).click()
  await desk.locator(`[data-act="askCapture"][data-value="${materialId ?? kind}"]`).click()
  const asked = await stage.call(sessionId, `${materialId ?? kind} is asked for`, ({ captures }) => captures.some((one) => one.kind === kind && one.materialId === materialId && one.status === 'asked'))
  const capture = asked.captures.find((one) => one.kind === kind && one.materialId === materialId && one.status === 'asked')
  const sheet = SHEETS[materialId ?? kind]
  if (sheet) await layUnderLens(lensOf(stage), sheet)

  const { page } = stage.who(by)
  await page.locator(`tt-window-call [data-panel="${panel}"]`).click()
  await page.locator(`[data-act="takeCapture"][data-value="${materialId ?? kind}"]`).click()
  await page.locator('tt-still-dialog [data-act="takeStill"]:not([disabled])').waitFor()
  // the first frame stands
  await page.waitForTimeout(700)
  if (picture) await stage.picture(by, `${picture}-live`)
  await page.locator('tt-still-dialog [data-act="takeStill"]').click()
  await page.locator('tt-still-dialog [data-act="sendStill"]').waitFor()
  if (picture) await stage.picture(by, picture)
  await page.locator('tt-still-dialog [data-act="sendStill"]').click()
  await page.locator('tt-still-dialog').waitFor({ state: 'detached', timeout: 30_000 })
  await stage.call(sessionId, `${materialId ?? kind} is there`, ({ captures }) => captures.find((one) => one.captureId === capture?.captureId)?.still)
}
