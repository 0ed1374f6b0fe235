import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Look } from '../../harness/figure.ts'
import type { Wall } from '../../harness/walls.ts'
import { Attendee } from '../../harness/attendee.ts'
import { chromiumPath } from '../../harness/chromium.ts'
import { CODE, HEIGHT, PICTURES, WIDTH, truths, writeCodedCamera } from './coded-camera.ts'
import { holdBitrate, pictureBytes, takePictures } from './in-page.ts'
import type { Taken } from './in-page.ts'

/** Where a hearing stands that two people may enter, both straight into the courtroom. */
export type Door = { judge: string; clerk: string }

/** Mean absolute error of the matte against the truth, of 255: as it leaves the cut-out, and on the remote viewer's canvas. */
export type RemoteMatte = { before: number; after: number; kbps: number; pictures: { before: number; after: number } }

const KBPS = 500
const COUNT = 24

/**
 * One camera with a known matte, one viewer, two browsers, the real SFU between them. The pictures carry their numbers,
 * so that each is compared with the truth of its own moment.
 */
export async function measureRemoteMatte(door: Door, look: Look, wall: Wall, cut: 'key' | 'segment'): Promise<RemoteMatte> {
  const dir = await mkdtemp(join(tmpdir(), 'tongting-matte-'))
  const camera = join(dir, 'camera.y4m')
  await writeCodedCamera(camera, look, wall)
  const judge = await Attendee.open('judge', { executablePath: chromiumPath(), camera })
  // A dense screen asks for the full picture.
  const clerk = await Attendee.open('clerk', { executablePath: chromiumPath(), phone: true, viewport: { width: 1280, height: 720 } })
  try {
    await judge.page.goto(withFlags(door.judge, `autojoin=1&camera=1&mic=0&view=none&cut=${cut}&width=${WIDTH}&fps=15`))
    await clerk.page.goto(withFlags(door.clerk, 'autojoin=1&camera=0&mic=0&view=tiles'))
    await clerk.untilFramesFlow()
    await judge.page.evaluate(holdBitrate, KBPS * 1000)
    await untilLarge(clerk)
    // The encoder settles at its new rate.
    await clerk.page.waitForTimeout(4000)
    const shape = { width: WIDTH, height: HEIGHT, code: CODE, count: COUNT }
    const start = await judge.page.evaluate(pictureBytes)
    const seen = await clerk.page.evaluate(takePictures, { ...shape, from: 'receiver' as const })
    const end = await judge.page.evaluate(pictureBytes)
    const sent = await judge.page.evaluate(takePictures, { ...shape, from: 'sender' as const })
    const truth = truths(look)
    return {
      before: meanError(sent, truth), after: meanError(seen, truth),
      kbps: ((end.sent - start.sent) * 8) / (end.at - start.at),
      pictures: { before: sent.length, after: seen.length },
    }
  } finally {
    await Promise.all([judge.close(), clerk.close()])
    await rm(dir, { recursive: true, force: true })
  }
}

/** Luma of the matte half as the scene reads it: the codec's last few levels at either end are noise. */
const shown = (grey: number): number => Math.max(0, Math.min(255, (grey - 0.039 * 255) * 1.085))

/** @throws Error when most of the pictures cannot be told apart */
function meanError(taken: Taken[], truth: Uint8Array[]): number {
  const errors = taken.filter(({ code }) => code < PICTURES).map(({ code, alpha }) => {
    const bytes = Buffer.from(alpha, 'base64')
    let sum = 0
    for (let i = 0; i < bytes.length; i++) sum += Math.abs(shown(bytes[i]!) - truth[code]![i]!)
    return sum / bytes.length
  })
  if (errors.length < COUNT / 2) throw new Error(`only ${errors.length} pictures were read`)
  return errors.reduce((a, b) => a + b, 0) / errors.length
}

async function untilLarge(viewer: Attendee): Promise<void> {
  const full = Math.ceil(HEIGHT / 16) * 32
  for (let tries = 0; tries < 60; tries++) {
    const [one] = await viewer.page.evaluate(takePictures, { width: WIDTH, height: HEIGHT, code: CODE, count: 1, from: 'receiver' as const })
    if (one?.height === full) return
    await viewer.page.waitForTimeout(500)
  }
  throw new Error('the full picture never arrived')
}

function withFlags(address: string, flags: string): string {
  const [path, code] = address.split('#')
  return `${path}?${flags}#${code}`
}
