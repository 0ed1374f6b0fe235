/** Makes the screenshots to look at: node test/e2e/scene/shots.ts DIR [room…] */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser, openSite } from './browser.ts'
import { cast } from './people.ts'

const [dir = 'shots', ...rooms] = process.argv.slice(2)
mkdirSync(dir, { recursive: true })
const site = await openSite()
const browser = await openBrowser()
try {
  for (const room of rooms.length > 0 ? rooms : ['soleJudge', 'panelOfThree', 'panelOfSeven', 'mediation', 'procuratorateHearing']) {
    for (const [name, width, height] of [['desktop', 1440, 810], ['phone', 390, 520]] as const) {
      const page = await browser.newPage({ viewport: { width, height } })
      page.on('console', (message) => process.stdout.write(`${message.text()}\n`))
      page.on('pageerror', (error) => process.stdout.write(`${error.message}\n`))
      await page.goto(site.url)
      for (const count of room === 'soleJudge' ? [5, 9] : room === 'panelOfSeven' ? [12, 16] : [7, 12]) {
        const people = cast(room, count)
        if (people[4]) people[4].speaking = true
        if (people[5]) people[5].handRaised = true
        if (people[6]) people[6].muted = true
        if (people[3]) people[3].network = 4
        if (count > 8 && people[7]) people[7].layout = 'plain'
        if (count > 8 && people[8]) people[8].away = true
        await page.evaluate(([id, actors]) => {
          const { bench } = window as unknown as { bench: { scene(o: object): void; seat(p: object): void; present(t: string): void } }
          bench.scene({ room: id, language: 'zh-CN' })
          bench.seat(actors as object)
          if ((actors as unknown[]).length > 8) bench.present('借款合同')
        }, [room, people] as const)
        await page.waitForTimeout(2500)
        await page.screenshot({ path: join(dir, `${room}-${name}-${count}.png`) })
        process.stdout.write(`${room} ${name} ${count} ${JSON.stringify(await page.evaluate(() => (window as unknown as { bench: { stats: unknown[] } }).bench.stats.at(-1)))}\n`)
      }
      await page.close()
    }
  }
} finally {
  await browser.close()
  await site.close()
}
