import { writeByHand } from '../../harness/handwriting.ts'
import type { PersonId } from './cast.ts'
import type { Stage } from './stage.ts'

/** Read to its end, written by hand, with the last four characters of the identity number. */
export async function signOnGlass(stage: Stage, personId: PersonId, tail: string): Promise<void> {
  const person = stage.who(personId)
  const { page } = person
  await page.locator('[data-act="signNow"]').first().click()
  const desk = page.locator('tt-call-signing')
  await desk.locator('.end').waitFor({ state: 'attached', timeout: 60_000 })
  await desk.locator('tt-pdf-pages canvas').first().waitFor({ timeout: 60_000 })
  await stage.until('the paper is read to its end', async () => {
    await desk.locator('.end').scrollIntoViewIfNeeded()
    return (await desk.locator('.note.warn').count()) === 0
  })
  await writeByHand(person)
  await desk.locator('input[name="tail"]').fill(tail)
  await desk.locator('[data-act="sign"]:not([disabled])').waitFor({ timeout: 30_000 })
  await stage.picture(personId, 'signing-kiosk')
  await desk.locator('[data-act="sign"]').click()
  await desk.waitFor({ state: 'detached', timeout: 60_000 })
}
