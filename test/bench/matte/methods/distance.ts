import type { Planes } from '../../../../web/cutout/planes.ts'
import { HEIGHT, WIDTH } from '../conditions.ts'
import { meanDifference } from '../metrics.ts'
import { planesOf } from './method.ts'
import type { Method } from './method.ts'

type Setting = { u: number; v: number; near: number; far: number }

/**
 * The key that every tutorial has: distance of the chroma from one colour, soft between two limits. Its colour is picked
 * from the wall, its limits are the best for the first frame of each condition, which nobody at a camera could do: a peer at
 * its strongest.
 */
export const distanceKey: Method = {
  name: 'distance_key',
  open(first) {
    const p = planesOf(first)
    const [u, v] = wallColour(p)
    const matte = new Uint8Array(WIDTH * HEIGHT)
    let best: Setting = { u, v, near: 10, far: 40 }
    let least = Infinity
    for (const near of [6, 10, 14, 18, 24, 30, 38]) {
      for (const soft of [6, 12, 20, 30]) {
        const setting = { u, v, near, far: near + soft }
        cut(p, setting, matte)
        const error = meanDifference(matte, first.alpha)
        if (error < least) [least, best] = [error, setting]
      }
    }
    return Promise.resolve({
      cut(shot) {
        cut(planesOf(shot), best, matte)
        return Promise.resolve(matte)
      },
      close: () => undefined,
    })
  },
}

/** Mean chroma of the two upper corners. */
function wallColour(p: Planes): [number, number] {
  let [n, u, v] = [0, 0, 0]
  for (let y = 4; y < 40; y++) {
    for (const x of [...Array(36).keys()].flatMap((k) => [k + 4, WIDTH / 2 - 5 - k])) {
      u += p.u[(y * WIDTH) / 2 + x]!
      v += p.v[(y * WIDTH) / 2 + x]!
      n++
    }
  }
  return [u / n, v / n]
}

function cut(p: Planes, { u, v, near, far }: Setting, matte: Uint8Array): void {
  const scale = 255 / (far - near)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = ((y >> 1) * WIDTH) / 2 + (x >> 1)
      const a = (Math.hypot(p.u[i]! - u, p.v[i]! - v) - near) * scale
      matte[y * WIDTH + x] = a <= 0 ? 0 : a >= 255 ? 255 : a
    }
  }
}
