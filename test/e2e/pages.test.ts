import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'

let dataDir: string
let court: Court
const people: Attendee[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-e2e-'))
  court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function visitor(name: string, phone = false): Promise<Attendee> {
  const person = await Attendee.open(name, { executablePath: chromiumPath(), ...(phone ? { phone: true, viewport: { width: 390, height: 844 } } : {}) })
  people.push(person)
  return person
}

function entrance(personId: string, flags: string): string {
  const entry = court.demo.find((one) => one.hearingId === 'demo-trial' && one.personId === personId)!
  const [path, code] = entry.path.split('#')
  return `${court.url}${path}?${flags}#${code}`
}

/** Violations that axe calls serious or critical, by rule and place. */
async function serious({ page }: Attendee): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

/** What is wider than the screen makes a phone's page slide sideways under the finger. */
const overflow = ({ page }: Attendee): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe('every page can be used by everybody', () => {
  it('door, list and desk', async () => {
    const clerk = await visitor('clerk')
    await clerk.page.goto(court.url)
    await clerk.act('signIn').waitFor()
    expect(await serious(clerk)).toEqual([])
    const account = court.demo.find(({ role }) => role === 'clerk')!
    await clerk.page.locator('input[name="account"]').fill(account.account!)
    await clerk.page.locator('input[name="password"]').fill(account.password!)
    await clerk.click('signIn')
    await clerk.page.getByText('第一在线法庭').first().waitFor()
    expect(await serious(clerk)).toEqual([])
  })

  it('from the link to the waiting room by keyboard alone, on a phone as on a desk', async () => {
    for (const phone of [false, true]) {
      const plaintiff = await visitor('plaintiff', phone)
      await plaintiff.page.goto(entrance('plaintiff', 'cut=tile'))
      await plaintiff.act('enter').waitFor()
      expect(await serious(plaintiff)).toEqual([])
      await pressOn(plaintiff, 'enter')
      await plaintiff.act('startTest').waitFor()
      await pressOn(plaintiff, 'startTest')
      await plaintiff.act('joinHearing').waitFor()
      expect(await serious(plaintiff)).toEqual([])
      expect(await overflow(plaintiff)).toBe(0)
      await pressOn(plaintiff, 'joinHearing')
      await plaintiff.page.locator('tt-waiting-room').waitFor()
      expect(await serious(plaintiff)).toEqual([])
      expect(await overflow(plaintiff)).toBe(0)
    }
  })

  it('the courtroom, every panel of it', async () => {
    for (const phone of [false, true]) {
      const judge = await visitor('judge', phone)
      await judge.page.goto(entrance('judge', 'autojoin=1&camera=0&mic=0&view=scene'))
      await judge.act('strikeGavel').waitFor()
      for (const panel of ['tasks', 'people', 'record', 'evidence', 'papers', 'messages']) {
        await judge.click(`panel-${panel}`)
        expect(await serious(judge), panel).toEqual([])
      }
      expect(await overflow(judge)).toBe(0)
      expect(judge.errors).toEqual([])
    }
  })
})

/** Reaches a control with the Tab key as somebody without a mouse does, and presses it. */
async function pressOn(person: Attendee, act: string): Promise<void> {
  const { page } = person
  for (let tabs = 0; tabs < 60; tabs++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return element?.getAttribute('data-act')
    })
    if (focused === act) return page.keyboard.press('Enter')
  }
  throw new Error(`${act} cannot be reached by keyboard`)
}
