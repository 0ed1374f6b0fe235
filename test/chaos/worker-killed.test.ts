import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCourtProcess } from '../harness/court-process.ts'
import type { CourtProcess } from '../harness/court-process.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'

const FLAGS = 'autojoin=1&camera=1&mic=1&view=tiles&cut=tile&width=320&fps=10'

describe('the media worker is killed in mid-hearing', () => {
  let dataDir: string
  let court: CourtProcess
  const people: Attendee[] = []

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongting-chaos-'))
    court = await startCourtProcess({ dataDir })
  }, 90_000)

  afterAll(async () => {
    await Promise.all(people.map((person) => person.close()))
    await court.stop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  it('sound and picture come back by themselves', async () => {
    for (const role of ['presidingJudge', 'clerk']) {
      const { path } = court.demo.find((entry) => entry.role === role && entry.hearingId === 'demo-trial')!
      const person = await Attendee.open(role, { executablePath: chromiumPath() })
      people.push(person)
      const [page, code] = path.split('#')
      await person.page.goto(`${court.url}${page}?${FLAGS}#${code}`)
      await person.act('toggleMicrophone').waitFor({ timeout: 30_000 })
      await person.click('toggleMicrophone')
    }
    await bothReceive(people)
    for (const pid of court.workerPids) process.kill(pid, 'SIGKILL')
    await bothReceive(people)
  }, 150_000)
})

/** Pictures and sound arrive at both, on connections that are alive now. */
async function bothReceive(people: Attendee[]): Promise<void> {
  for (const person of people) {
    await expect
      .poll(async () => {
        const stats = await person.mediaStats(1000)
        return stats.videoFps > 0 && stats.audioReceived
      }, { timeout: 45_000, interval: 200 })
      .toBe(true)
  }
}
