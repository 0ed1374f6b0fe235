import type { Cutout, CutoutStatus, WallMark } from '../cutout/index.ts'
import type { CutChoice } from './preferences.ts'

export type { Cutout, CutoutStatus, WallMark }

/** Has the person in a camera picture cut out. Its code and models are fetched only by those who have a camera. */
export async function cutOut(camera: MediaStreamTrack, mode: CutChoice, onStatus: (status: CutoutStatus) => void): Promise<Cutout> {
  const { createCutout } = await import('../cutout/index.ts')
  return createCutout(camera, { mode, onStatus })
}
