import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCourtProcess } from '../../harness/court-process.ts'
import { measureRemoteMatte } from '../../e2e/matte-over-sfu/measure.ts'
import type { BenchOptions, Figure } from '../index.ts'

export const name = 'matte-remote'
export const description = 'Matte error from a camera to a remote viewer’s canvas: two browsers, the real SFU, 500 kbit/s, beside the error before sending'
export const metrics = ['mad_remote_*', 'kbps_remote_*']

const CASES = [['key', 'woman', 'green'], ['key', 'juror', 'shadow'], ['key', 'lawyer', 'noisy'], ['segment', 'juror', 'room'], ['segment', 'woman', 'room']] as const

/** `mad_remote_WAY_LOOK_WALL` in thousandths of full alpha; the peer is the same matte as it left the sender, so `ratio` is what the way costs. */
export async function run({ quick, progress }: BenchOptions): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-bench-'))
  const court = await startCourtProcess({ dataDir })
  try {
    const entrance = (role: string) => court.url + court.demo.find((one) => one.hearingId === 'demo-trial' && one.role === role)!.path
    const door = { judge: entrance('presidingJudge'), clerk: entrance('clerk') }
    const figures: Figure[] = []
    for (const [cut, look, wall] of quick ? [CASES[0], CASES[3]] : CASES) {
      const { before, after, kbps } = await measureRemoteMatte(door, look, wall, cut)
      const [sent, seen] = [perMille(before), perMille(after)]
      progress(`${cut} ${look} ${wall}: ${sent} ‰ before sending, ${seen} ‰ at the viewer, ${kbps.toFixed(0)} kbit/s`)
      figures.push(
        { metric: `mad_remote_${cut}_${look}_${wall}`, value: seen, unit: '‰', peer: 'before sending', peerValue: sent, ratio: Number((seen / sent).toFixed(2)) },
        { metric: `kbps_remote_${cut}_${look}_${wall}`, value: Math.round(kbps), unit: 'kbit/s' },
      )
    }
    return figures
  } finally {
    await court.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const perMille = (of255: number): number => Number(((of255 / 255) * 1000).toFixed(2))
