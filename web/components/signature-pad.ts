import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { PAD_ASPECT, type Strokes } from '#protocol/documents.ts'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { buttons, texts } from '../style/shared.ts'
import { actButton } from './act-button.ts'

type Point = Strokes[number][number]

/** Points nearer than this, in parts of the pad's width, say nothing new. */
const NEAR = 0.003
const KEY_STEP = 0.02
const MOST_STROKES = 60
const MOST_POINTS = 4000

/**
 * A field to write one's name in, by finger, pen, mouse or keys. The strokes are kept as they were made: places in a
 * 0…1 box, times in ms since the first touch. Fires `change`.
 */
@customElement('tt-signature-pad')
export class TtSignaturePad extends TtElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: grid; gap: 0.5rem; }
      .pad { position: relative; aspect-ratio: ${PAD_ASPECT}; background: #fff; border: 1px solid var(--line-strong); border-radius: var(--radius); }
      .pad::after { content: ''; position: absolute; inset: auto 6% 22%; border-block-end: 1px dashed var(--line); pointer-events: none; }
      canvas { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; touch-action: none; cursor: crosshair; }
      .hint { position: absolute; inset: 0; display: grid; place-content: center; color: #6f6a60; pointer-events: none; font-size: var(--size-l); }
      .row { justify-content: space-between; }
    `,
  ]

  strokes: Strokes = []
  @state() private empty = true
  @query('canvas') private canvas!: HTMLCanvasElement

  #began: number | null = null
  #pen: Point[] | null = null
  #cursor = { x: 0.15, y: 0.5 }

  clear(): void {
    this.strokes = []
    this.#began = null
    this.#pen = null
    this.empty = true
    this.#draw()
    this.dispatchEvent(new Event('change'))
  }

  override firstUpdated(): void {
    new ResizeObserver(() => this.#draw()).observe(this.canvas)
  }

  readonly #down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.strokes.length >= MOST_STROKES) return
    this.canvas.setPointerCapture(event.pointerId)
    this.#begin(this.#place(event))
  }

  readonly #move = (event: PointerEvent): void => {
    if (!this.#pen) return
    for (const part of event.getCoalescedEvents?.() ?? [event]) this.#extend(this.#place(part))
    this.#draw()
  }

  readonly #up = (): void => {
    if (!this.#pen) return
    this.#pen = null
    this.dispatchEvent(new Event('change'))
  }

  /** Space puts the pen down and lifts it; the arrows move it. */
  readonly #keys = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -2.5], ArrowDown: [0, 2.5] }
    const move = moves[event.key]
    if (event.key === ' ') {
      event.preventDefault()
      if (this.#pen) this.#up()
      else if (this.strokes.length < MOST_STROKES) this.#begin({ ...this.#cursor })
    } else if (move) {
      event.preventDefault()
      const within = (value: number): number => Math.min(0.98, Math.max(0.02, value))
      this.#cursor = { x: within(this.#cursor.x + move[0] * KEY_STEP), y: within(this.#cursor.y + move[1] * KEY_STEP) }
      if (this.#pen) this.#extend({ ...this.#cursor })
    }
    this.#draw()
  }

  #begin(place: { x: number; y: number }): void {
    this.#began ??= performance.now()
    this.#pen = [this.#point(place)]
    this.strokes = [...this.strokes, this.#pen]
    this.empty = false
    this.#draw()
  }

  #extend(place: { x: number; y: number }): void {
    const last = this.#pen?.at(-1)
    if (!last || this.#pen!.length >= MOST_POINTS || Math.hypot(place.x - last.x, place.y - last.y) < NEAR) return
    this.#pen!.push(this.#point(place))
  }

  #point({ x, y }: { x: number; y: number }): Point {
    const tidy = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4
    return { x: tidy(x), y: tidy(y), t: Math.min(600_000, Math.round(performance.now() - this.#began!)) }
  }

  #place(event: PointerEvent): { x: number; y: number } {
    const box = this.canvas.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }

  #draw(): void {
    const { canvas } = this
    const width = Math.round(canvas.clientWidth * devicePixelRatio)
    const height = Math.round(canvas.clientHeight * devicePixelRatio)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    const brush = canvas.getContext('2d')!
    brush.clearRect(0, 0, width, height)
    brush.strokeStyle = brush.fillStyle = '#10161f'
    brush.lineCap = brush.lineJoin = 'round'
    for (const stroke of this.strokes) drawStroke(brush, stroke, width, height)
    if (this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement === canvas && canvas.matches(':focus-visible')) {
      brush.fillStyle = '#a3221b'
      brush.fillRect(this.#cursor.x * width - 3, this.#cursor.y * height - 3, 6, 6)
    }
  }

  override render() {
    return html`<div class="pad">
        <canvas tabindex="0" data-act="signaturePad" role="application" aria-label=${t('sign.padLabel')} aria-describedby="keys"
          @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up} @pointercancel=${this.#up} @keydown=${this.#keys}
          @focus=${() => this.#draw()} @blur=${() => this.#draw()}></canvas>
        ${this.empty ? html`<span class="hint" aria-hidden="true">${t('sign.padHint')}</span>` : nothing}</div>
      <div class="row"><span id="keys" class="fine soft">${t('sign.padKeys')}</span>
        ${actButton('clearSignature', t('sign.clear'), () => this.clear(), { look: 'small', disabled: this.empty })}</div>`
  }
}

/** Slow strokes are thick and fast ones thin, as with a pen. */
function drawStroke(brush: CanvasRenderingContext2D, stroke: Point[], width: number, height: number): void {
  const thick = width / 110
  const [first] = stroke
  if (first && stroke.length === 1) {
    brush.beginPath()
    brush.arc(first.x * width, first.y * height, thick / 2, 0, 7)
    return brush.fill()
  }
  for (let i = 1; i < stroke.length; i++) {
    const from = stroke[i - 1]!
    const to = stroke[i]!
    const speed = Math.hypot(to.x - from.x, to.y - from.y) / Math.max(1, to.t - from.t)
    brush.lineWidth = thick * Math.max(0.45, Math.min(1.1, 1.15 - speed * 350))
    brush.beginPath()
    brush.moveTo(from.x * width, from.y * height)
    brush.lineTo(to.x * width, to.y * height)
    brush.stroke()
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-signature-pad': TtSignaturePad }
}
