import type { Stage } from './stage.ts'

/** The pages that need nobody's name, on the browser that is still open. */
export async function publicPages(stage: Stage): Promise<void> {
  const { page } = stage.who('secondCitizen')
  for (const [path, name] of [['/window', 'home'], ['/window/ratings', 'results'], ['/enter', 'staff-door']] as const) {
    await page.goto(`${stage.court.url}${path}`)
    await page.locator('main h1, main h2').first().waitFor()
    await stage.sizes('secondCitizen', name)
  }
}
