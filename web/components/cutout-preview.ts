import { css, html } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { TrackDescription } from '#protocol/media.ts'
import { TtElement } from '../base-element.ts'

const FPS = 12
const WIDTH = 480
const HEIGHT = 270

/** One's own picture as the court will see it: the stacked track put together again over the colour of the courtroom wall. */
@customElement('tt-cutout-preview')
export class TtCutoutPreview extends TtElement {
  static override styles = css`
    :host { display: block; position: relative; background: #5d4a35; overflow: hidden; }
    canvas { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; transform: scaleX(-1); }
    video { position: absolute; inline-size: 2px; block-size: 2px; opacity: 0; pointer-events: none; }
  `

  @property({ attribute: false }) track: MediaStreamTrack | null = null
  @property({ attribute: false }) description: TrackDescription = { layout: 'plain', cutout: 'none' }
  @property() label = ''
  @query('video') private video!: HTMLVideoElement
  @query('canvas') private canvas!: HTMLCanvasElement

  #timer: ReturnType<typeof setInterval> | undefined
  readonly #colour = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true })!
  readonly #matte = new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true })!

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => this.#draw(), 1000 / FPS)
  }

  override disconnectedCallback(): void {
    clearInterval(this.#timer)
    super.disconnectedCallback()
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('track')) return
    this.video.srcObject = this.track ? new MediaStream([this.track]) : null
    if (this.track) this.video.play().catch(() => undefined)
  }

  override render() {
    return html`<canvas width=${WIDTH} height=${HEIGHT} role="img" aria-label=${this.label}></canvas><video muted playsinline aria-hidden="true"></video>`
  }

  #draw(): void {
    const { video } = this
    const target = this.canvas?.getContext('2d')
    const { videoWidth: width, videoHeight: height } = video ?? {}
    if (!target || !width || !height) return
    if (this.description.layout === 'plain') return void target.drawImage(video, 0, 0, WIDTH, HEIGHT)
    const half = height / 2
    this.#colour.drawImage(video, 0, 0, width, half, 0, 0, WIDTH, HEIGHT)
    this.#matte.drawImage(video, 0, half, width, half, 0, 0, WIDTH, HEIGHT)
    const picture = this.#colour.getImageData(0, 0, WIDTH, HEIGHT)
    const matte = this.#matte.getImageData(0, 0, WIDTH, HEIGHT).data
    for (let i = 0; i < matte.length; i += 4) picture.data[i + 3] = matte[i]!
    this.#colour.putImageData(picture, 0, 0)
    target.clearRect(0, 0, WIDTH, HEIGHT)
    target.drawImage(this.#colour.canvas, 0, 0)
  }
}
