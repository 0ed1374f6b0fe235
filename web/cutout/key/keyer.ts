import type { Planes } from '../planes.ts'
import { AlphaShader, wallNoise } from './alpha.ts'
import type { Against } from './alpha.ts'
import { createCells, readCells, seeWall } from './wall.ts'
import type { Cells, WallSight } from './wall.ts'
import { CleanPlate } from './plate.ts'
import { adviseWall } from './advice.ts'
import type { WallAdvice } from './advice.ts'
import { markWall } from './marks.ts'
import type { WallMark } from './marks.ts'
import { keepPerson } from './person.ts'

/** Raw alpha that still is wall: the first before a quiet one, more the noisier it is, never above the second. */
const CLIP_LOW = 0.05
const CLIP_MOST = 0.16
const QUIET = 0.015
const NOISE_GAIN = 1.3

/**
 * The adaptive chroma key for one camera: a = 1 − k(C) ÷ k(plate), k = G − max(R,B) in linear light, against the local
 * clean plate. Keeps state between frames; make a new one when the picture's size changes.
 */
export class ChromaKeyer {
  readonly cells: Cells
  readonly plate: CleanPlate
  wall: WallSight = { hue: 'green', share: 0, threshold: 0.08 }
  private readonly width: number
  private readonly height: number
  private readonly shader: AlphaShader
  private noise = QUIET
  private frame = 0

  constructor(width: number, height: number) {
    this.width = width
    this.height = height
    this.cells = createCells(width, height)
    this.plate = new CleanPlate(this.cells.columns, this.cells.rows)
    this.shader = new AlphaShader(width, height)
  }

  /** Only looks whether there is a wall; far cheaper than keying. */
  look(p: Planes): WallSight {
    readCells(p, this.cells)
    const sight = seeWall(this.cells)
    // The hue may not flip back and forth between frames.
    this.wall = this.frame > 0 && sight.hue === this.wall.hue ? { ...sight, threshold: this.wall.threshold * 0.9 + sight.threshold * 0.1 } : sight
    this.frame++
    return this.wall
  }

  /** Looks at the wall and learns it; to be called once a frame. Works at low resolution, and every other frame only. */
  follow(p: Planes): void {
    if (this.frame > 0 && this.frame % 2 === 0) {
      this.frame++
      return
    }
    this.look(p)
    this.plate.update(p, this.cells, this.wall)
    const noise = wallNoise(p, this.plate, this.wall.hue === 'green')
    if (noise !== null) this.noise += (noise - this.noise) * 0.2
  }

  /** Writes the matte, 0 … 255, one byte a pixel. */
  key(p: Planes, matte: Uint8Array): void {
    this.follow(p)
    this.shader.shade(p, this.against, matte)
    keepPerson(matte, this.width, this.height)
  }

  /**
   * The matte at pixels of even column and row only: enough to tell which cells are the person's and what colours to
   * carry outward. The other pixels are left as they are.
   */
  sparse(p: Planes, matte: Uint8Array): void {
    this.shader.sparse(p, this.against, matte)
  }

  /** What the pixels are held against at present. */
  get against(): Against {
    const low = Math.min(CLIP_MOST, CLIP_LOW + NOISE_GAIN * Math.max(0, this.noise - QUIET))
    return { plate: this.plate, green: this.wall.hue === 'green', low }
  }

  advice(): WallAdvice[] {
    return adviseWall(this.cells, this.wall, this.plate)
  }

  /** The places in the picture that the advice is about. */
  marks(): WallMark[] {
    return markWall(this.advice(), this.cells, this.wall, this.plate)
  }
}
