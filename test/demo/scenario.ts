import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { StageId } from '#protocol/places.ts'
import { labels } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import type { Attendee, MediaStats, Timings } from '../harness/attendee.ts'
import { Cable } from '../harness/cable.ts'
import type { HearingLog } from '../harness/hearing-log.ts'
import type { Court } from '../../bin/compose.ts'
import { joinPath, openAttendee, SEATS } from './cast.ts'
import type { Progress } from './progress.ts'
import { signAgreement } from './settlement.ts'

export const HEARING = 'demo-trial'
const PARTIES = ['plaintiff', 'plaintiffLawyer', 'defendant']
const IN_COURT = ['judge', 'juror1', 'juror2', 'clerk', ...PARTIES]

export type Told = {
  stats: Map<string, MediaStats>
  timings: Map<string, Timings>
  reconnect: { gapMs: number; micStateKept: boolean }
}
export type Run = { court: Court; log: HearingLog; progress: Progress; out: string; executablePath: string }

/** One hearing from the door to the gavel, by real browsers; everything that a person does is a click in a page. */
export class Scenario {
  readonly people = new Map<string, Attendee>()
  readonly run: Run
  readonly #cables: Cable[] = []
  readonly told: Told = {
    stats: new Map(), timings: new Map(), reconnect: { gapMs: 0, micStateKept: false },
  }

  constructor(run: Run) {
    this.run = run
  }

  async play(): Promise<void> {
    const { progress } = this.run
    await progress.step('eight people come to the door, each with a camera and a voice of their own', () => this.#arrive())
    await progress.step('the clerk lets the parties in', () => this.#admit())
    await progress.step('attendance, discipline, court opens with the gavel', () => this.#open())
    await progress.step('identity, cause, panel, rights, recusal', () => this.#opening())
    await progress.step('statements; every voice and picture is measured', () => this.#statements())
    await progress.step('a mute and a pulled cable', () => this.#cablePulled())
    await progress.step('issues, exhibit and its examination', () => this.#evidence())
    await progress.step('the witness is called, heard and released', () => this.#testimony())
    await progress.step('debate and final statements', () => this.#debate())
    await progress.step('the parties settle and everybody signs', () => this.#settle())
    await progress.step('outcome, record signed, court closed', () => this.#close())
  }

  async closeBrowsers(): Promise<void> {
    for (const cable of this.#cables) cable.close()
    await Promise.allSettled([...this.people.values()].map((person) => person.close()))
  }

  /** What every page shows at the moment something went wrong, and what it complained of. */
  async picturesOfFailure(): Promise<void> {
    for (const [personId, person] of this.people) {
      await this.picture(personId, `failed-${personId}`).catch(() => undefined)
      for (const error of person.errors) console.error(`${personId}: ${error}`)
    }
  }

  who(personId: string): Attendee {
    const person = this.people.get(personId)
    if (!person) throw new Error(`${personId} is not here`)
    return person
  }

  picture(personId: string, name: string): Promise<Buffer> {
    return this.who(personId).page.screenshot({ path: join(this.run.out, `${name}.png`) })
  }

  until(what: string, holds: (state: HearingState) => boolean, withinMs?: number): Promise<HearingState> {
    return this.run.log.until(what, holds, withinMs)
  }

  /** Whoever conducts this stage clicks on, once the page offers just that stage, and the log says that it has begun. */
  async advance(by: string, to: StageId): Promise<void> {
    await this.who(by).page.locator('[data-act="advanceStage"]', { hasText: labels.stage[to].zh }).click({ timeout: 20_000 })
    await this.until(`stage ${to}`, (state) => state.stage === to)
  }

  async #arrive(): Promise<void> {
    const { court, out, executablePath } = this.run
    await mkdir(out, { recursive: true })
    for (const [index, seat] of SEATS.entries()) {
      const entrance = court.demo.find((entry) => entry.hearingId === HEARING && entry.personId === seat.personId)
      if (!entrance) throw new Error(`no entrance for ${seat.personId}`)
      const person = await openAttendee(seat, index, join(out, 'devices'), executablePath)
      this.people.set(seat.personId, person)
      let url = court.url
      if (seat.cable) {
        const cable = await Cable.to(court.url)
        this.#cables.push(cable)
        url = cable.url
      }
      await person.page.goto(url + joinPath(seat, entrance.path))
      if (seat.longWay) await this.#longWay(person)
      await this.until(`${seat.personId} is connected`, (state) => state.people[seat.personId]?.connectionId != null)
    }
  }

  /** The way a citizen takes: who am I, is this my hearing, do my devices work, go in. */
  async #longWay(person: Attendee): Promise<void> {
    await person.act('enter').waitFor()
    await this.picture(person.name, 'entrance')
    await person.click('enter')
    await person.click('startTest')
    await person.act('joinHearing').waitFor()
    await person.page.waitForTimeout(1500)
    await this.picture(person.name, 'device-test')
    await person.click('joinHearing')
  }

  async #admit(): Promise<void> {
    await this.picture('plaintiff', 'waiting-room')
    for (const personId of PARTIES) {
      await this.who('clerk').click('admit', personId)
      await this.until(`${personId} is in the courtroom`, (state) => state.people[personId]?.room === 'courtroom')
    }
  }

  async #open(): Promise<void> {
    const clerk = this.who('clerk')
    await this.advance('clerk', 'attendanceCheck')
    for (const personId of [...PARTIES, 'witness']) {
      await clerk.page.locator(`[data-act="recordAttendance"][data-person="${personId}"][data-value="present"]`).click()
      await this.until(`${personId} is recorded as present`, (state) => state.people[personId]?.attendance === 'present')
    }
    await this.picture('clerk', 'clerk-desk')
    await this.advance('clerk', 'announceDiscipline')
    await this.advance('clerk', 'openCourt')
    await this.who('judge').click('strikeGavel')
    await this.until('the gavel', (state) => state.gavel !== null)
  }

  async #opening(): Promise<void> {
    const judge = this.who('judge')
    await this.advance('judge', 'verifyIdentity')
    for (const personId of PARTIES) {
      await judge.page.locator(`[data-act="confirmIdentity"][data-person="${personId}"][data-value="confirmed"]`).click()
      await this.until(`${personId} is identified`, (state) => state.people[personId]?.identity === 'confirmed')
    }
    await this.advance('judge', 'announceCause')
    await this.advance('judge', 'announcePanel')
    await this.advance('judge', 'informRights')
    for (const personId of ['plaintiff', 'defendant']) {
      await this.who(personId).click('acknowledgeRights')
      await this.until(`${personId} knows the rights`, (state) => state.people[personId]?.rightsAcknowledged === true)
    }
    await this.advance('judge', 'askRecusal')
    for (const personId of ['plaintiff', 'defendant']) {
      await this.who(personId).page.locator('[data-act="answerRecusal"][data-value="no"]').click()
      await this.until(`${personId} has answered on recusal`, (state) => state.people[personId]?.recusal === 'no')
    }
  }

  async #statements(): Promise<void> {
    await this.advance('judge', 'statements')
    for (const personId of IN_COURT) await this.#openMicrophone(personId)
    const clerk = this.who('clerk')
    await clerk.click('panel-record')
    await clerk.page.locator('textarea[name="text"]').fill('原告陈述：被告尚欠货款人民币120000元，请求判令支付。')
    await clerk.click('addRecordLine')
    await this.until('a line in the record', (state) => state.record.length > 0)
    await clerk.click('panel-tasks')
    // All at the same time: that is the load that a hearing is.
    await Promise.all(IN_COURT.map(async (personId) => {
      const person = this.who(personId)
      this.told.stats.set(personId, await person.mediaStats(4000))
      this.told.timings.set(personId, await person.timings())
    }))
    await this.picture('judge', 'courtroom-judge')
    await this.picture('defendant', 'courtroom-phone')
    await this.who('plaintiff').click('view-scene')
    await this.who('plaintiff').page.waitForTimeout(6000)
    await this.picture('plaintiff', 'courtroom-party')
    await this.who('plaintiff').click('view-tiles')
    await this.takeTurns('statements', ['plaintiff', 'defendant'])
  }

  async #openMicrophone(personId: string): Promise<void> {
    if ((await this.run.log.state()).people[personId]?.microphoneOn) return
    await this.who(personId).click('toggleMicrophone')
    await this.until(`${personId} has opened the microphone`, (state) => state.people[personId]?.microphoneOn === true)
  }

  /** Each side finishes its turn in the order of the law. */
  async takeTurns(stage: StageId, order: string[]): Promise<void> {
    for (const personId of order) {
      await this.until(`${personId} has the floor in ${stage}`, (state) => state.stage === stage && state.floor === personId)
      await this.who(personId).click('finishTurn')
      await this.until(`${personId} has spoken in ${stage}`, (state) => state.turnsDone.includes(personId))
    }
  }

  async #cablePulled(): Promise<void> {
    const lawyer = this.who('plaintiffLawyer')
    const cable = this.#cables[0]!
    await this.who('judge').click('panel-people')
    await this.who('judge').click('mute', 'plaintiffLawyer')
    const before = (await this.until('the lawyer is muted', (state) => state.people['plaintiffLawyer']?.mutedByCourt === true)).people['plaintiffLawyer']!
    cable.pull()
    await lawyer.page.locator('[data-state="lost"]').waitFor()
    await this.picture('plaintiffLawyer', 'line-lost')
    const startedAt = performance.now()
    cable.putBack()
    const after = await this.until(
      'the lawyer is back', (state) => state.people['plaintiffLawyer']?.connectionId != null && state.people['plaintiffLawyer'].connectionId !== before.connectionId,
    )
    await lawyer.untilFramesFlow()
    this.told.reconnect.gapMs = Math.round(performance.now() - startedAt)
    const back = after.people['plaintiffLawyer']!
    this.told.reconnect.micStateKept = back.mutedByCourt && back.microphoneOn === before.microphoneOn && back.room === before.room
    await this.who('judge').click('unmute', 'plaintiffLawyer')
    await this.until('the lawyer may speak again', (state) => state.people['plaintiffLawyer']?.mutedByCourt === false)
    await this.who('judge').click('panel-tasks')
  }

  async #evidence(): Promise<void> {
    const judge = this.who('judge')
    await this.advance('judge', 'issueSummary')
    await judge.click('summarizeIssues')
    await judge.page.locator('tt-form-dialog textarea[name="issues"]').first().fill('被告应否支付尚欠货款人民币120000元')
    await judge.click('submit')
    await this.until('the issues', (state) => state.issues.length === 1)
    await this.advance('judge', 'adduce')
    const plaintiff = this.who('plaintiff')
    await plaintiff.click('adduceExhibit')
    await plaintiff.page.locator('tt-adduce-dialog input[name="title"]').fill('送货单及对账单')
    await plaintiff.page.locator('tt-adduce-dialog textarea[name="purpose"]').fill('证明原告已交付货物，被告确认尚欠货款120000元')
    await plaintiff.click('submit')
    await this.until('an exhibit', (state) => state.exhibits.length === 1)
    await this.advance('judge', 'crossExamine')
    const defendant = this.who('defendant')
    await defendant.click('examineExhibit')
    await defendant.page.locator('tt-form-dialog textarea[name="opinion"]').fill('对真实性无异议，但部分货物有质量问题')
    await defendant.click('submit')
    await this.until('the exhibit is examined', (state) => Object.keys(state.exhibits[0]?.opinions ?? {}).length > 0)
  }

  async #testimony(): Promise<void> {
    const judge = this.who('judge')
    const witness = this.who('witness')
    await this.advance('judge', 'witnessTestimony')
    await this.picture('witness', 'witness-room')
    await judge.click('callWitness', 'witness')
    await this.until('the witness stands in the courtroom', (state) => state.people['witness']?.room === 'courtroom')
    await this.#openMicrophone('witness')
    await witness.untilFramesFlow()
    await judge.page.waitForTimeout(2000)
    this.told.stats.set('witness', await witness.mediaStats(3000))
    this.told.timings.set('witness', await witness.timings())
    await this.picture('judge', 'courtroom-witness')
    await judge.click('releaseWitness', 'witness')
    await this.until('the witness has left', (state) => state.people['witness']?.testimony === 'released')
  }

  async #debate(): Promise<void> {
    await this.advance('judge', 'debate')
    await this.takeTurns('debate', ['plaintiff', 'defendant'])
    await this.advance('judge', 'finalStatement')
    await this.takeTurns('finalStatement', ['plaintiff', 'defendant'])
  }

  async #settle(): Promise<void> {
    await this.advance('judge', 'courtMediation')
    for (const personId of ['plaintiff', 'defendant']) {
      await this.who(personId).page.locator('[data-act="consentToMediation"][data-value="yes"]').click()
      await this.until(`${personId} is willing`, (state) => state.people[personId]?.mediationConsent === true)
    }
    await signAgreement(this)
  }

  async #close(): Promise<void> {
    const judge = this.who('judge')
    await this.advance('judge', 'judgment')
    await judge.click('announceOutcome')
    await judge.click('submit')
    await this.until('the outcome', (state) => state.outcome?.outcome === 'settled')
    await this.advance('judge', 'reviewRecord')
    await this.advance('judge', 'signRecord')
    for (const personId of ['plaintiff', 'defendant']) {
      const person = this.who(personId)
      await person.click('openRecord')
      await person.page.locator('tt-record-dialog .end').scrollIntoViewIfNeeded()
      await person.click('signRecord')
      await this.until(`${personId} has signed the record`, (state) => state.people[personId]?.record === 'signed')
    }
    await this.advance('judge', 'closeCourt')
    await judge.click('strikeGavel')
    await judge.click('closeCourt')
    await this.until('the court is closed', (state) => state.closedAt !== null)
    await judge.page.waitForTimeout(1500)
    await this.picture('judge', 'courtroom-closed')
  }
}
