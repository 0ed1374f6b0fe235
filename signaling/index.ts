import express, { type Router } from 'express'
import type { Server } from 'node:http'
import { ALL_LIMITS, type Court, type SignalingOptions } from './context.ts'
import { createMeters } from './meters.ts'
import { Papers } from './documents/papers.ts'
import { answerForFiles } from './files/files.ts'
import { Gateway } from './gateway/gateway.ts'
import { Sockets } from './gateway/socket/sockets.ts'
import { hearingLaw, type HearingHosts } from './hosts/hearing.ts'
import { Hosts } from './hosts/hosts.ts'
import { createRouter } from './http/router.ts'
import { MediaSessions } from './media/sessions.ts'
import type { MediaRoute } from './media/routes.ts'
import { seedDemoCourt, type DemoCourt } from './seed/demo-court.ts'
import { seedHearing, type HearingSpec } from './seed/seed-hearing.ts'
import { Doors } from './sign-in/doors.ts'
import { startWindows, type DemoWindows, type Windows } from './window/index.ts'

export type { SignalingOptions, TurnOptions, Limits } from './context.ts'
export type { DemoCourt, DemoEntry } from './seed/demo-court.ts'
export type { HearingSpec } from './seed/seed-hearing.ts'
export type { MediaRoute } from './media/routes.ts'
export { identityOverHttp, isHallStream } from './window/index.ts'
export type { DemoWindows, IdentityService, WindowOptions } from './window/index.ts'

export type Signaling = {
  router: Router
  /** Takes WebSocket upgrades at /ws and /ws/window of this server. */
  attach(server: Server): void
  /** Makes the demo court if it is not there; the same links and passwords at every start. */
  seedDemo(): Promise<DemoCourt>
  /** Makes the demo's terminals and staff accounts at the windows if they are not there. */
  seedDemoWindows(): Promise<DemoWindows>
  /** Schedules one hearing with an invitation for everybody in it; for tests and benchmarks. */
  seedHearing(spec: HearingSpec): Promise<Record<string, string>>
  /** Every media route of a hearing since this process owns it. */
  mediaRoutes(hearingId: string): MediaRoute[]
  /** The gateway's own dispatch and the hosts, for tests that need no socket. */
  readonly inside: { court: Court; hosts: HearingHosts; sockets: Sockets; gateway: Gateway; media: MediaSessions; papers: Papers; doors: Doors; windows: Windows }
  stop(): Promise<void>
}

/** Sign-in, HTTP API, sockets, hearings and their media. The sfu and docs-service are reached over the bus alone. */
export async function startSignaling(options: SignalingOptions): Promise<Signaling> {
  const court: Court = { ...options, limits: { ...ALL_LIMITS, ...options.limits }, meters: createMeters(options.metrics) }
  const hosts = new Hosts(court, hearingLaw)
  const doors = new Doors(court.database, court.clock)
  const papers = new Papers(court, hosts)
  const sockets = new Sockets(court)
  doors.onLeave = (tokenSha256) => sockets.signedOut(tokenSha256)
  // Media and gateway need each other: the session tells browsers, the gateway asks the session.
  const wire: { gateway: Gateway | null; windows: Windows | null } = { gateway: null, windows: null }
  const media = new MediaSessions({
    court,
    notify: (connectionId, notice) => {
      wire.gateway?.notify(connectionId, notice)
      wire.windows?.notify(connectionId, notice)
    },
    isLive: (connectionId) => wire.gateway?.isLive(connectionId) === true || wire.windows?.isLive(connectionId) === true,
  })
  const gateway = new Gateway({ court, hosts, media, papers, doors, sockets })
  wire.gateway = gateway
  const windows = await startWindows({ court, sockets, doors, media, options: options.windows ?? {} })
  wire.windows = windows
  const silenceFiles = answerForFiles(court, hosts, doors)
  return {
    // the windows' API first: the court's answers for everything else under /api
    router: express.Router().use(windows.router, createRouter(court, { doors, hosts, media, papers })),
    attach: (server) => sockets.attach(server),
    seedDemo: () => seedDemoCourt(court, doors),
    seedDemoWindows: () => windows.seedDemo(),
    seedHearing: (spec) => seedHearing(court, doors, spec),
    mediaRoutes: (hearingId) => media.routesOf(hearingId),
    inside: { court, hosts, sockets, gateway, media, papers, doors, windows },
    async stop() {
      silenceFiles()
      await sockets.stop()
      papers.stop()
      await windows.stop()
      await media.stop()
      await hosts.stop()
    },
  }
}
