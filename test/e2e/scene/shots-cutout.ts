import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const PHOTOGRAPH = join(import.meta.dirname, '../../bench/matte/photos/portrait.webp')

type Bench = {
  LOOKS: readonly string[]
  drawFigure(look: string, seconds: number, width: number, height: number): { rgba: Uint8ClampedArray<ArrayBuffer> }
  beforeWall(figure: object, wall: string, frame: number): Uint8ClampedArray<ArrayBuffer>
  cut(options: { mode: string }, width: number, height: number): Promise<object>
  cutout(): { track: MediaStreamTrack; description: { cutout: string } }
  stage: { setTrack(personId: string, source: string, track: MediaStreamTrack, description: object): void }
}

/**
 * Seats two people whose camera pictures go through the product's own cut-out: a photograph of a person and a drawn one,
 * both before a green wall on which their shadow falls.
 */
export async function seatCutOuts(page: Page, who: { photograph: string; drawn: string }): Promise<void> {
  const photograph = (await readFile(PHOTOGRAPH)).toString('base64')
  await page.evaluate(async ([data, people]) => {
    const { bench } = window as unknown as { bench: Bench }
    const [width, height] = [640, 360]
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    const portrait = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }))

    /** The camera's picture: a wall lit from the left, the person's shadow to their right, the person. */
    const photographed = (c: CanvasRenderingContext2D): void => {
      const wall = c.createLinearGradient(0, 0, width, 0)
      wall.addColorStop(0, '#3fae52')
      wall.addColorStop(1, '#2c8440')
      c.fillStyle = wall
      c.fillRect(0, 0, width, height)
      const h = height * 1.0
      const w = (portrait.width * h) / portrait.height
      c.save()
      c.filter = 'brightness(0) blur(14px)'
      c.globalAlpha = 0.34
      c.drawImage(portrait, (width - w) / 2 + 46, height - h + 12, w, h)
      c.restore()
      c.drawImage(portrait, (width - w) / 2, height - h, w, h)
    }
    const drawn = (c: CanvasRenderingContext2D): void => {
      c.putImageData(new ImageData(bench.beforeWall(bench.drawFigure('man', 1, width, height), 'shadow', 1), width, height), 0, 0)
    }
    for (const [personId, draw] of [[people.photograph, photographed], [people.drawn, drawn]] as const) {
      const c = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')!
      draw(c)
      const pixel = c.getImageData(0, 0, 1, 1)
      // A canvas sends a frame when it is painted; the same corner again is enough.
      setInterval(() => c.putImageData(pixel, 0, 0), 66)
      const stream = c.canvas.captureStream(15)
      navigator.mediaDevices.getUserMedia = () => Promise.resolve(stream)
      await bench.cut({ mode: 'key' }, width, height)
      // It starts with the plain picture and cuts once the wall is known.
      while (bench.cutout().description.cutout !== 'key') await new Promise((resolve) => setTimeout(resolve, 100))
      bench.stage.setTrack(personId, 'camera', bench.cutout().track, bench.cutout().description)
    }
  }, [photograph, who] as const)
}
