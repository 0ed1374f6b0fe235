import type { Bus } from '#platform/ports.ts'
import type { Log } from '#platform/log.ts'

export type SfuOptions = {
  bus: Bus
  log: Log
  /** Media worker processes; one per core is right. */
  workers: number
  /** Address to listen on; `0.0.0.0` or `::` stands for every address of this machine. */
  listenHost: string
  /** Address (or host name) put into ICE candidates when browsers reach this machine under another one (NAT, container). */
  announcedAddress?: string | undefined
  /** UDP and TCP port of the first worker, the next worker takes the next port; 0 = any free port each. */
  rtcPort: number
  /** Path of the mediasoup worker binary; default: MEDIASOUP_WORKER_BIN, then mediasoup's own. */
  workerBin?: string | undefined
}

/** Bounds on what one connection can make the worker hold, whatever the caller asks. */
export const LIMITS = {
  rooms: 2000,
  peersPerRoom: 500,
  producersPerPeer: 6,
  consumersPerPeer: 256,
} as const

export const TIMING = {
  /**
   * How often levels are told. mediasoup leaves a voice out that sent fewer than ten packets since the last time; a browser
   * sends one every 20 ms, so anything near 200 ms would tell nothing on a line without bursts.
   */
  levelsMs: 250,
  /** How often mediasoup asks itself who speaks. */
  speakerMs: 300,
  /** A pause between words is no silence: only after so long does nobody count as speaking. */
  silenceMs: 1500,
  qualityMs: 2000,
  /** A browser that vanished without a word is noticed after this many seconds of unanswered ICE consent. */
  iceConsentS: 15,
  watchdogMs: 2000,
  /** A worker that answers nothing for so long is hung: it is killed and replaced like a dead one. */
  hungAfterMs: 8000,
  waitForWorkerMs: 5000,
  restartPausesMs: [0, 100, 300, 1000, 3000],
  workerExitMs: 2000,
} as const
