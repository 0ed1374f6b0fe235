import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { startCourtProcess } from '../harness/court-process.ts'
import type { CourtProcess } from '../harness/court-process.ts'
import { LOOKS, writeFakeCamera } from '../harness/fake-camera.ts'
import type { HearingSpec } from '../../signaling/index.ts'
import { median, percentile } from './index.ts'
import type { BenchOptions, Figure } from './index.ts'

export const name = 'join'
export const description = 'from the click on "join" to the first remote frame, as the eighth of eight participants'
export const metrics = ['first_remote_frame_ms_p50', 'first_remote_frame_ms_p90', 'connected_ms_p50']

const PICTURE = { width: 320, height: 180, fps: 10, seconds: 3 }
const LIMIT_MS = 1000
/** The device test's own camera preview has started by then, as it has for a person who looks at it. */
const SETTLE_MS = 1500
const HEARING: HearingSpec = {
  hearingId: 'bench-join', kind: 'panel3',
  caseFile: {
    caseNo: '（2026）同庭01民初2号', cause: '买卖合同纠纷', court: '同庭示范人民法院', courtroom: '第一在线法庭', publicity: 'open', scheduledAt: '2026-11-21T09:30:00+08:00',
  },
  participants: [
    { personId: 'judge', name: '林静安', role: 'presidingJudge', side: 'bench' },
    { personId: 'juror1', name: '周慧', role: 'layJudge', side: 'bench' },
    { personId: 'juror2', name: '何志远', role: 'layJudge', side: 'bench' },
    { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court' },
    { personId: 'plaintiff', name: '王喆堃', role: 'plaintiff', side: 'plaintiff' },
    { personId: 'plaintiffLawyer', name: '陈思齐', role: 'lawyer', side: 'plaintiff', represents: ['plaintiff'] },
    { personId: 'defendant', name: '李䶮', role: 'defendant', side: 'defendant' },
    { personId: 'defendantLawyer', name: '赵敏', role: 'lawyer', side: 'defendant', represents: ['defendant'] },
  ],
}
const NEWCOMER = 'juror2'

/**
 * Seven browsers sit in the courtroom and send their cut-out pictures; the eighth stands on the device-test page and clicks.
 * Every round is a page of its own, so that nothing is warm but the browser's cache. All on this machine, browsers included.
 */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-bench-'))
  const court = await startCourtProcess({ dataDir, hearing: HEARING })
  const people: Attendee[] = []
  try {
    for (const [index, { personId }] of HEARING.participants.filter((one) => one.personId !== NEWCOMER).entries()) {
      progress(`${personId} takes a seat`)
      people.push(await seated(court, personId, index, dataDir))
    }
    await admitAll(people[2]!)
    const newcomer = await atTheDoor(court, dataDir)
    people.push(newcomer)
    const firstFrames: number[] = []
    const connected: number[] = []
    for (let round = 0; round < (quick ? 3 : 15); round++) {
      progress(`round ${round + 1}`)
      const { frameMs, liveMs } = await oneJoin(court, newcomer)
      firstFrames.push(frameMs)
      connected.push(liveMs)
    }
    const p50 = median(firstFrames)
    return [
      { metric: 'first_remote_frame_ms_p50', value: p50, unit: 'ms', peer: 'limit', peerValue: LIMIT_MS, ratio: Math.round((p50 / LIMIT_MS) * 100) / 100 },
      { metric: 'first_remote_frame_ms_p90', value: Math.round(percentile(firstFrames, 90)), unit: 'ms' },
      { metric: 'connected_ms_p50', value: median(connected), unit: 'ms' },
    ]
  } finally {
    await Promise.allSettled(people.map((person) => person.close()))
    await court.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function open(personId: string, index: number, dir: string): Promise<Attendee> {
  const camera = join(dir, `${personId}.y4m`)
  await writeFakeCamera(camera, { look: LOOKS[index % LOOKS.length]!, wall: 'green', ...PICTURE })
  return Attendee.open(personId, { executablePath: chromiumPath(), camera })
}

const flags = (view: string, autojoin: 0 | 1): string => `autojoin=${autojoin}&camera=1&mic=1&view=${view}&cut=key&width=${PICTURE.width}&fps=${PICTURE.fps}`

async function seated(court: CourtProcess, personId: string, index: number, dir: string): Promise<Attendee> {
  const person = await open(personId, index, dir)
  await person.page.goto(`${court.url}/enter?${flags('none', 1)}#${court.codes[personId]}`)
  await person.act('leave').waitFor({ timeout: 60_000 })
  return person
}

async function admitAll(clerk: Attendee): Promise<void> {
  for (const { personId } of HEARING.participants.filter(({ side }) => side === 'plaintiff' || side === 'defendant')) await clerk.click('admit', personId)
}

async function atTheDoor(court: CourtProcess, dir: string): Promise<Attendee> {
  const newcomer = await open(NEWCOMER, 7, dir)
  await newcomer.page.goto(`${court.url}/enter?${flags('tiles', 0)}#${court.codes[NEWCOMER]}`)
  await newcomer.act('enter').waitFor()
  return newcomer
}

async function oneJoin(court: CourtProcess, newcomer: Attendee): Promise<{ frameMs: number; liveMs: number }> {
  const { page } = newcomer
  await page.goto(`${court.url}/hearing/${HEARING.hearingId}/test`)
  await newcomer.click('startTest')
  await newcomer.act('joinHearing').waitFor()
  await page.waitForTimeout(SETTLE_MS)
  await newcomer.act('joinHearing').evaluate((button: HTMLElement) => {
    performance.mark('bench:click')
    button.click()
  })
  await page.waitForFunction(() => performance.getEntriesByName('tt:first-remote-frame').length > 0, undefined, { timeout: 30_000, polling: 50 })
  return page.evaluate(() => {
    const at = (mark: string) => performance.getEntriesByName(mark)[0]?.startTime ?? Number.NaN
    return { frameMs: Math.round(at('tt:first-remote-frame') - at('bench:click')), liveMs: Math.round(at('tt:live') - at('bench:click')) }
  })
}
