import type { SessionState } from '#domain/window/session/index.ts'
import type { CaseParts } from '../cases/index.ts'
import { caseCalls, caseParts } from '../cases/index.ts'
import { carryOver } from '../cases/carry.ts'
import type { CaseStep } from '../cases/law.ts'
import { paperCalls } from '../papers/calls.ts'
import { WindowPapers } from '../papers/index.ts'
import { Ratings, ratingCalls } from '../ratings/index.ts'
import { Jobs } from './jobs.ts'
import type { MatterOptions, MatterSettings } from './wire.ts'

export type { CallDesk, Lines, MatterCaller, MatterNotice, MatterOptions, MatterSettings } from './wire.ts'

export type Matters = {
  /** Handlers of WINDOW_CALLS for cases, papers, ratings and tickets. */
  readonly calls: ReturnType<typeof caseCalls> & ReturnType<typeof paperCalls> & ReturnType<typeof ratingCalls>
  /** A connection is gone: what it watched is watched no more. */
  forget(connectionId: string): void
  /** A number was typed in a call: kept under lock until a case takes it over, a day at the most. */
  keepNumber(sessionId: string, number: string): Promise<void>
  /** A call is over: what it gathered goes into its case, and the citizen is asked how it was. Never rejects; again: nothing changes. */
  afterCall(session: SessionState): Promise<void>
  readonly inside: { cases: CaseParts; papers: WindowPapers; ratings: Ratings; jobs: Jobs; settings: MatterSettings }
  stop(): Promise<void>
}

/** Cases, their papers, ratings and the tickets over bad ones, with everything that follows from them by itself. */
export async function startMatters(options: MatterOptions): Promise<Matters> {
  const { court, catalogue, settings } = options
  const cases = caseParts(options, settings, court.keys.vault)
  const papers = new WindowPapers(court, cases.hosts, catalogue)
  const ratings = new Ratings(options, settings, async ({ subject }) => (subject.kind === 'case' ? subject.id : caseOfCall(options, subject.id)))
  const jobs = new Jobs({ options, settings, cases, papers, ratings })
  const pending = new Set<Promise<unknown>>()
  const later = (work: Promise<unknown>): void => {
    const kept = work.catch((error: unknown) => court.log.error({ err: error }, 'what follows from a case could not be done yet')).finally(() => pending.delete(kept))
    pending.add(kept)
  }

  cases.hosts.inUse = (caseId) => cases.watchers.has(caseId)
  cases.hosts.onReload((_caseId, state) => cases.watchers.show(state))
  cases.hosts.onSteps((caseId, steps: CaseStep[]) => {
    const state = steps.at(-1)?.after
    if (!state) return
    cases.list.note(state)
    cases.watchers.show(state)
    if (state.owed.length > 0) later(papers.settle(caseId))
    if (steps.some(({ fact }) => fact.event.type === 'caseClosed')) later(ratings.askAfterCase(state))
    if (steps.some(({ fact }) => fact.event.type === 'personalDataErased')) later(jobs.destroy(caseId))
    else if (steps.some(({ fact }) => fact.event.type !== 'warned')) later(jobs.tick(state))
  })
  papers.onPaper((view) => {
    if (!cases.watchers.has(view.matterId)) return
    later(cases.hosts.get(view.matterId).then(({ state }) => cases.watchers.showPaper(state, view)))
  })
  void jobs.run()

  const settled = async (): Promise<void> => {
    while (pending.size > 0) await Promise.allSettled(pending)
  }
  return {
    calls: { ...caseCalls(options, cases, papers), ...paperCalls(options, cases, papers), ...ratingCalls(ratings) },
    forget: (connectionId) => cases.watchers.forget(connectionId),
    keepNumber: async (sessionId, number) => void (await cases.vault.keep(`call/${sessionId}`, number)),
    async afterCall(session) {
      try {
        if (session.caseLink !== null) await carryOver(session, cases, { mustFit: false })
        await ratings.askAfterCall(session)
      } catch (error) {
        court.log.error({ err: error, sessionId: session.sessionId }, 'what follows from a call could not be done')
      }
    },
    inside: { cases, papers, ratings, jobs, settings },
    async stop() {
      await jobs.stop()
      await settled()
      await papers.stop()
      await ratings.stop()
      await cases.list.settled()
      await cases.hosts.stop()
    },
  }
}

/** The case a call was about, as its log has it. */
async function caseOfCall({ calls }: MatterOptions, sessionId: string): Promise<string | null> {
  return (await calls.session(sessionId))?.caseLink?.caseId ?? null
}
