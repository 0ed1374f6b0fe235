import { createHmac } from 'node:crypto'
import type { Router } from 'express'
import type { z } from 'zod'
import type { MediaNotice } from '#protocol/media-calls.ts'
import { WindowSettings } from '#protocol/window/settings.ts'
import { AppError } from '#protocol/errors.ts'
import { normalIdNumber } from '#domain/window/case/index.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import { viewOf } from '#domain/window/session/index.ts'
import type { Court } from '../context.ts'
import type { Sockets } from '../gateway/socket/sockets.ts'
import { Hosts } from '../hosts/hosts.ts'
import type { MediaSessions } from '../media/sessions.ts'
import { seedCatalogue } from '../seed/window/seed-catalogue.ts'
import type { Doors } from '../sign-in/doors.ts'
import { WindowDoors } from '../sign-in/window-doors.ts'
import { Calls } from './calls/calls.ts'
import { NO_IDENTITY_SERVICE, type IdentityService } from './calls/identity-service.ts'
import { Interpreters } from './calls/interpreters.ts'
import { callContext, callLaw, type CallHosts } from './calls/law.ts'
import { Steward } from './calls/steward.ts'
import { Transfers } from './calls/transfer.ts'
import { openCatalogue, type Catalogues } from './catalogue/index.ts'
import { seesPapers } from './cases/watchers.ts'
import { seedDemoWindows, type DemoWindows } from './demo.ts'
import { WindowGateway } from './gateway/gateway.ts'
import { WindowLines } from './gateway/lines.ts'
import { HallAsks } from './hall/asks.ts'
import { Halls } from './hall/halls.ts'
import { HALL_PREFIX } from './hall/law.ts'
import { HallTeller } from './hall/teller.ts'
import { answerForWindowFiles, createWindowRouter } from './http/index.ts'
import { startMatters, type Matters } from './matters/index.ts'
import { stillDesk } from './stills/index.ts'

export type { DemoWindows } from './demo.ts'
export { identityOverHttp } from './calls/identity-over-http.ts'
export { isHallStream } from './hall/law.ts'
export { NO_IDENTITY_SERVICE } from './calls/identity-service.ts'
export type { IdentityService } from './calls/identity-service.ts'

export type WindowOptions = {
  /** Terms of the windows; what is left out is as by default. */
  settings?: z.input<typeof WindowSettings>
  /** The state's register of identities; none is connected unless given. */
  identityService?: IdentityService
}

export type Windows = {
  /** To stand before the court's API. */
  readonly router: Router
  isLive(connectionId: string): boolean
  /** Sends to one connection if it is one of the windows'. */
  notify(connectionId: string, notice: MediaNotice): void
  /** Terminals and staff accounts of the demo; the same at every start. */
  seedDemo(): Promise<DemoWindows>
  readonly inside: { catalogues: Catalogues; windowDoors: WindowDoors; halls: Halls; calls: Calls; callHosts: CallHosts; steward: Steward; matters: Matters; lines: WindowLines }
  /** Resolves once everything that the logs had left undone has been taken up. */
  caughtUp(): Promise<void>
  /** After the sockets have been stopped. */
  stop(): Promise<void>
}

/** The service hall: queues, calls over the counter, cases, papers, ratings, and the way in for all of them. */
export async function startWindows({ court, sockets, doors, media, options }: {
  court: Court; sockets: Sockets; doors: Doors; media: MediaSessions; options: WindowOptions
}): Promise<Windows> {
  const { database } = court
  const settings = WindowSettings.parse(options.settings ?? {})
  const catalogues = await openCatalogue(court, seedCatalogue)
  const catalogue = () => catalogues.current()
  const windowDoors = new WindowDoors({ doors, database, key: court.keys.identity, catalogue })
  const identityHmac = (number: string): string => createHmac('sha256', court.keys.identity).update(normalIdNumber(number)).digest('hex')
  const context = callContext(identityHmac)

  let isStopping = false
  const lines = new WindowLines()
  const halls = new Halls({ court, catalogue, settings: settings.hall })
  const hosts = new Hosts(court, callLaw(context))
  const citizenName = async (personId: string) => (await windowDoors.citizen(personId))?.name ?? null

  const matters = await startMatters({
    court, catalogue, lines, identityHmac, settings,
    calls: {
      joined: async (connectionId) => {
        const sessionId = lines.find(connectionId)?.caller.sessionId ?? null
        return sessionId === null ? null : hosts.peek(sessionId)
      },
      session: (sessionId) => hosts.peek(sessionId),
      report: async (sessionId, command, commandId) => {
        await hosts.submit(sessionId, { command, actor: { system: 'matters' }, commandId }).catch(unlessOver)
      },
    },
    windowStaff: (windowId) => staffOf(halls, windowId),
  })
  const { cases, papers } = matters.inside
  const caseState = (caseId: string) => cases.hosts.peek(caseId)

  const steward = new Steward({
    court, catalogue, halls, hosts, citizenName, isStopping: () => isStopping, afterCall: (session) => matters.afterCall(session),
    caseLink: async (caseId) => {
      const state = await caseState(caseId)
      return state && { caseId, caseNo: state.caseNo }
    },
  })
  const calls = new Calls({
    court, catalogue, hosts, media, lines, steward, context, identityService: options.identityService ?? NO_IDENTITY_SERVICE,
    keepNumber: (sessionId, number) => matters.keepNumber(sessionId, number),
    papers: async ({ caseLink }, { caller }) => {
      const state = caseLink && (await caseState(caseLink.caseId))
      if (!state || !seesPapers(state, caller.seat)) return []
      await papers.load(state.caseId)
      return papers.list(state.caseId)
    },
  })
  papers.onPaper((view) => {
    void caseState(view.matterId).then((state) => {
      if (state) calls.showPaper(view, (_session, { caller }) => seesPapers(state, caller.seat))
    }).catch((error: unknown) => court.log.error({ err: error }, 'a paper could not be shown in its call'))
  })
  const transfers = new Transfers({ court, catalogue, halls, hosts, calls, steward })
  const asks = new HallAsks({
    court, catalogue, halls, hosts, calls, steward, transfers, isCitizen: async (personId) => (await citizenName(personId)) !== null,
    citizenOfCase: async (caseId) => (await caseState(caseId))?.citizen.personId ?? null,
  })
  const teller = new HallTeller({ court, halls, lines, catalogue })
  const interpreters = new Interpreters({ hosts, lines, steward, teller, catalogue })
  const gateway = new WindowGateway({ court, sockets, doors, windowDoors, lines, media, matters, halls, asks, teller, interpreters, calls, steward, transfers })
  halls.hosts.isLive = (connectionId) => gateway.isLive(connectionId)
  hosts.isLive = (connectionId) => gateway.isLive(connectionId)

  const door = { doors, windowDoors }
  const silence = answerForWindowFiles({ bus: court.bus, door, matters, stills: stillDesk(hosts) })
  const router = createWindowRouter({ court, door, catalogues, matters, hallOf: (day) => halls.peek(day), ownMore: (personId) => heldOf(personId) })

  /** What else is held about a citizen: tickets of all days, and the calls that came of them. */
  async function heldOf(personId: string): Promise<Record<string, unknown>> {
    const since = (await windowDoors.citizenSince(personId)) ?? halls.today()
    const days = (await court.store.listStreams(HALL_PREFIX)).map((stream) => stream.slice(HALL_PREFIX.length)).filter((day) => day >= since)
    const tickets = []
    const sessions = []
    const self = { personId, role: 'serviceApplicant', at: null } as const
    for (const day of days) {
      for (const ticket of everyTicket((await halls.peek(day))?.tickets ?? [])) {
        if (ticket.citizen !== personId) continue
        tickets.push({ day, ...ticket })
        const session = ticket.sessionId === null ? null : await hosts.peek(ticket.sessionId)
        const view = session && viewOf(session, self)
        if (view) sessions.push(view)
      }
    }
    return { tickets, calls: sessions }
  }

  await halls.catchUp()
  // before anybody comes in: who is part of a call is told so
  for (const day of halls.days()) await steward.catchUp(day)
  const catchingUp = (async () => {
    const yesterday = await halls.closedYesterday()
    if (yesterday !== null) await steward.catchUp(yesterday)
    await calls.reportLostAnswers()
    await halls.closePast()
  })().catch((error: unknown) => court.log.error({ err: error }, 'the windows could not take up all that was left undone'))

  return {
    router, isLive: (connectionId) => gateway.isLive(connectionId),
    notify: (connectionId, notice) => lines.notify(connectionId, notice),
    seedDemo: () => seedDemoWindows(court, windowDoors, catalogue()),
    inside: { catalogues, windowDoors, halls, calls, callHosts: hosts, steward, matters, lines },
    caughtUp: () => catchingUp,
    async stop() {
      isStopping = true
      silence()
      await catchingUp
      teller.stop()
      await steward.stop()
      await calls.settled()
      await halls.stop()
      await matters.stop()
      await hosts.stop()
      await catalogues.stop()
    },
  }
}

/** A call that is over takes no note, and what it knows already is no failure. */
function unlessOver(error: unknown): void {
  if (!(error instanceof AppError && (error.code === 'sessionEnded' || error.code === 'alreadyDone'))) throw error
}

/** Everybody who has been at a window today, as far as the tickets tell. */
function staffOf(halls: Halls, windowId: string): string[] {
  const staff = new Set<string>()
  for (const day of halls.days()) {
    const hall = halls.state(day)
    const clerkId = hall?.windows[windowId]?.clerkId ?? null
    if (clerkId !== null) staff.add(clerkId)
    for (const { history } of everyTicket(hall?.tickets ?? [])) for (const step of history) if (step.windowId === windowId && step.clerkId !== null) staff.add(step.clerkId)
  }
  return [...staff]
}
