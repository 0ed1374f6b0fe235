/**
 * Screenshots of the rooms, to be looked at.
 *   node test/e2e/scene/shots.ts DIR [room…]   each room with few and many people: desktop, phone upright and lying
 *   node test/e2e/scene/shots.ts --docs        the pictures of docs/rooms.md
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { ROOM_IDS } from '../../../web/scene/rooms/schema.ts'
import { openBrowser, openSite } from './browser.ts'
import type { Site } from './browser.ts'
import { cast, castSize } from './people.ts'
import type { Actor } from './people.ts'
import { seatCutOuts } from './shots-cutout.ts'

type Bench = { scene(o: object): void; seat(p: object): void; present(t: string): void; stats: unknown[]; stage: { setCamera(camera: string): void } }
type Shot = { room: string; people: Actor[]; file: string; width: number; height: number; ratio: number; evidence: boolean; camera?: string; before?: (page: Page) => Promise<void> }

const DOCS = join(import.meta.dirname, '../../../docs/images/rooms')
const [first = 'shots', ...named] = process.argv.slice(2)
const forDocs = first === '--docs'
const dir = forDocs ? DOCS : first
mkdirSync(dir, { recursive: true })

/** Somebody speaks, somebody raises a hand, one is muted, one has a weak line; in a full room one sends a plain picture and one is away. */
function lively(room: string, count: number): Actor[] {
  const people = cast(room, count)
  const change = (i: number, what: Partial<Actor>): void => { if (people[i]) Object.assign(people[i], what) }
  change(4, { speaking: true })
  change(5, { handRaised: true })
  change(6, { muted: true })
  change(3, { network: 4 })
  if (count > 8) change(7, { layout: 'plain' })
  if (count > 8) change(8, { away: true })
  return people.map((person) => ({ ...person, size: { width: 640, height: 360 }, frames: 3 }))
}

const few = (room: string): number => (castSize(room) < 10 ? 3 : room === 'panelOfSeven' ? 10 : 5)
const many = (room: string): number => Math.min(castSize(room), room === 'panelOfSeven' ? 16 : room === 'soleJudge' ? 9 : 12)

function plan(rooms: readonly string[]): Shot[] {
  const shot = (room: string, name: string, count: number, [width, height, ratio]: readonly [number, number, number]): Shot =>
    ({ room, people: lively(room, count), file: `${room}-${name}-${count}`, width, height, ratio, evidence: count > 8 || room === 'mediation' })
  return rooms.flatMap((room) => [
    shot(room, 'desktop', few(room), [1440, 810, 1]), shot(room, 'desktop', many(room), [1440, 810, 1]), shot(room, 'phone', many(room), [390, 700, 2]),
    ...(forDocs ? [] : [shot(room, 'phone-low', many(room), [390, 520, 2]), shot(room, 'phone-wide', many(room), [844, 390, 2])]),
  ])
}

/** People who come through the real cut-out, beside drawn ones, one in a frame; far and near. */
function cutOutShots(): Shot[] {
  const people = lively('panelOfThree', 9).map((person, i) => ({ ...person, away: false, speaking: false, ...(i === 7 ? { layout: 'plain' as const } : {}) }))
  const before = (page: Page) => seatCutOuts(page, { photograph: 'p5', drawn: 'p4' })
  const base = { room: 'panelOfThree', people, width: 1440, height: 810, ratio: 1, evidence: true, before }
  return [{ ...base, file: 'cut-out-room' }, { ...base, file: 'cut-out-parties', camera: 'parties' }]
}

async function take(browser: Browser, site: Site, shot: Shot): Promise<void> {
  const page = await browser.newPage({ viewport: { width: shot.width, height: shot.height }, deviceScaleFactor: shot.ratio })
  page.on('pageerror', (error) => process.stdout.write(`${error.message}\n`))
  await page.goto(site.url)
  await page.evaluate(([room, people, evidence]) => {
    const { bench } = window as unknown as { bench: Bench }
    bench.scene({ room, language: 'zh-CN' })
    bench.seat(people as object)
    if (evidence) bench.present('借款合同')
  }, [shot.room, shot.people, shot.evidence] as const)
  await shot.before?.(page)
  await page.evaluate((camera) => (window as unknown as { bench: Bench }).bench.stage.setCamera(camera), shot.camera ?? 'whole')
  await page.waitForTimeout(shot.before ? 6000 : 2200)
  const file = join(dir, shot.file)
  await page.screenshot(forDocs ? { path: `${file}.jpg`, type: 'jpeg', quality: 82 } : { path: `${file}.png` })
  process.stdout.write(`${shot.file} ${JSON.stringify(await page.evaluate(() => (window as unknown as { bench: Bench }).bench.stats.at(-1)))}\n`)
  await page.close()
}

const wanted = named.length > 0 ? named : ROOM_IDS
const site = await openSite()
const browser = await openBrowser()
try {
  for (const shot of plan(wanted.filter((room) => room !== 'cutOut'))) await take(browser, site, shot)
  if (named.length === 0 || named.includes('cutOut')) for (const shot of cutOutShots()) await take(browser, site, shot)
} finally {
  await browser.close()
  await site.close()
}
