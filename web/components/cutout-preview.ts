import { css, html } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { TrackDescription } from '#protocol/media.ts'
import { TtElement } from '../base-element.ts'
import { every } from '../every.ts'
import type { WallMark } from '../devices/cut-out.ts'

const FPS = 12
const WIDTH = 480

/** One's own picture as the court will see it: the stacked track put together again before the panelling of the courtroom. */
@customElement('tt-cutout-preview')
export class TtCutoutPreview extends TtElement {
  static override styles = css`
    :host { display: grid; place-items: center; position: relative; overflow: hidden;
      background: linear-gradient(#0000 72%, #2b1f14 72% 73%, #4a3522 73%), repeating-linear-gradient(90deg, #3b2c1d 0 2px, #0000 2px 12.5%), linear-gradient(#76603f, #5d4a35); }
    canvas { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; transform: scaleX(-1); }
    video { position: absolute; inline-size: 2px; block-size: 2px; opacity: 0; pointer-events: none; }
  `

  @property({ attribute: false }) track: MediaStreamTrack | null = null
  @property({ attribute: false }) description: TrackDescription = { layout: 'plain', cutout: 'none' }
  /** Places to be mended; each gets a number. */
  @property({ attribute: false }) marks: readonly WallMark[] = []
  @property() label = ''
  @query('video') private video!: HTMLVideoElement
  @query('canvas') private canvas!: HTMLCanvasElement

  readonly #colour = new OffscreenCanvas(WIDTH, WIDTH).getContext('2d', { willReadFrequently: true })!
  readonly #matte = new OffscreenCanvas(WIDTH, WIDTH).getContext('2d', { willReadFrequently: true })!

  constructor() {
    super()
    every(this, 1000 / FPS, () => this.#draw())
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('track')) return
    this.video.srcObject = this.track ? new MediaStream([this.track]) : null
    if (this.track) this.video.play().catch(() => undefined)
  }

  override render() {
    return html`<canvas width=${WIDTH} height=${(WIDTH * 9) / 16} role="img" aria-label=${this.label}></canvas><video muted playsinline aria-hidden="true"></video>`
  }

  #draw(): void {
    const { video, canvas } = this
    const target = canvas?.getContext('2d')
    const { videoWidth, videoHeight } = video ?? {}
    if (!target || !videoWidth || !videoHeight) return
    const stacked = this.description.layout === 'stacked'
    const half = stacked ? videoHeight / 2 : videoHeight
    const height = Math.round((WIDTH * half) / videoWidth)
    if (canvas.height !== height) canvas.height = height
    target.clearRect(0, 0, WIDTH, height)
    if (stacked) target.drawImage(this.#cutOut(videoWidth, half, height), 0, 0)
    else target.drawImage(video, 0, 0, WIDTH, height)
    for (const [index, mark] of this.marks.entries()) drawMark(target, mark, index + 1, height)
  }

  #cutOut(width: number, half: number, height: number): OffscreenCanvas {
    for (const { canvas } of [this.#colour, this.#matte]) if (canvas.height !== height) canvas.height = height
    this.#colour.drawImage(this.video, 0, 0, width, half, 0, 0, WIDTH, height)
    this.#matte.drawImage(this.video, 0, half, width, half, 0, 0, WIDTH, height)
    const picture = this.#colour.getImageData(0, 0, WIDTH, height)
    const matte = this.#matte.getImageData(0, 0, WIDTH, height).data
    for (let i = 0; i < matte.length; i += 4) picture.data[i + 3] = matte[i]!
    this.#colour.putImageData(picture, 0, 0)
    return this.#colour.canvas
  }
}

/** A dashed box with a number; the number is turned round, since the whole canvas is shown mirrored. */
function drawMark(target: CanvasRenderingContext2D, mark: WallMark, number: number, height: number): void {
  const [x, y, w, h] = [mark.x * WIDTH, mark.y * height, mark.width * WIDTH, mark.height * height]
  target.save()
  target.fillStyle = 'rgb(240 180 60 / 16%)'
  target.fillRect(x, y, w, h)
  for (const [width, style] of [[4, 'rgb(20 14 6 / 70%)'], [2, '#ffcf6b']] as const) {
    target.lineWidth = width
    target.strokeStyle = style
    target.setLineDash([9, 6])
    target.strokeRect(x + 2, y + 2, w - 4, h - 4)
  }
  target.translate(x + w - 18, y + 18)
  target.scale(-1, 1)
  target.fillStyle = '#ffcf6b'
  target.beginPath()
  target.arc(0, 0, 12, 0, Math.PI * 2)
  target.fill()
  target.fillStyle = '#2b1d05'
  target.font = '700 15px sans-serif'
  target.textAlign = 'center'
  target.textBaseline = 'middle'
  target.fillText(String(number), 0, 1)
  target.restore()
}
