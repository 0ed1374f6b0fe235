import type { Context } from './brush.ts'
import { fitText } from './plate.ts'

/** The gavel over its block, `lift` 0 (down) … 1 (raised). Drawn into a square of `size` pixels, block at the foot. */
export function drawGavel(c: Context, size: number, lift: number): void {
  c.clearRect(0, 0, size, size)
  c.save()
  c.fillStyle = 'rgba(20,10,4,.4)'
  c.beginPath()
  c.ellipse(size * 0.42, size * 0.9, size * 0.3, size * 0.06, 0, 0, 7)
  c.fill()
  c.fillStyle = '#5d3118'
  c.beginPath()
  c.roundRect(size * 0.2, size * 0.78, size * 0.44, size * 0.12, size * 0.03)
  c.fill()
  c.fillStyle = '#8a5228'
  c.beginPath()
  c.ellipse(size * 0.42, size * 0.78, size * 0.22, size * 0.045, 0, 0, 7)
  c.fill()
  c.translate(size * 0.9, size * 0.76)
  c.rotate(lift * 0.75)
  c.strokeStyle = '#7a4520'
  c.lineWidth = size * 0.055
  c.lineCap = 'round'
  c.beginPath()
  c.moveTo(0, 0)
  c.lineTo(-size * 0.45, -size * 0.14)
  c.stroke()
  c.translate(-size * 0.48, -size * 0.15)
  c.rotate(0.3)
  c.fillStyle = '#6d3a1a'
  c.beginPath()
  c.roundRect(-size * 0.1, -size * 0.17, size * 0.2, size * 0.34, size * 0.04)
  c.fill()
  c.fillStyle = '#d8b25e'
  c.fillRect(-size * 0.1, -size * 0.1, size * 0.2, size * 0.025)
  c.fillRect(-size * 0.1, size * 0.075, size * 0.2, size * 0.025)
  c.restore()
}

/** Length of one strike, milliseconds. */
export const STRIKE_MS = 420

/** Where the gavel is `ms` after the first of `strikes` began; null when it is over. */
export function gavelLift(ms: number, strikes: number): number | null {
  if (ms < 0 || ms > strikes * STRIKE_MS + 500) return null
  const t = (ms % STRIKE_MS) / STRIKE_MS
  if (ms >= strikes * STRIKE_MS) return 0
  return t < 0.55 ? Math.sin((t / 0.55) * Math.PI * 0.5) : Math.max(0, 1 - ((t - 0.55) / 0.13) ** 2)
}

/** One half of the recess curtain, folds included. */
export function drawCurtain(c: Context, width: number, height: number): void {
  const folds = 9
  for (let i = 0; i < folds; i++) {
    const x = (i * width) / folds
    const g = c.createLinearGradient(x, 0, x + width / folds, 0)
    g.addColorStop(0, '#4a1216')
    g.addColorStop(0.35, '#7c2026')
    g.addColorStop(0.6, '#6a191f')
    g.addColorStop(1, '#3c0d11')
    c.fillStyle = g
    c.fillRect(x, 0, width / folds + 1, height)
  }
  c.fillStyle = '#c79d4b'
  c.fillRect(0, height - Math.max(6, height * 0.025), width, Math.max(2, height * 0.006))
}

/** Words on the closed curtain. */
export function drawCurtainText(c: Context, text: string, width: number, height: number): void {
  c.clearRect(0, 0, width, height)
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.font = `600 ${height * 0.5}px "Noto Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, serif`
  c.fillStyle = 'rgba(0,0,0,.4)'
  c.fillText(fitText(c, text, width * 0.94), width / 2 + height * 0.02, height / 2 + height * 0.03)
  c.fillStyle = '#f3dfae'
  c.fillText(fitText(c, text, width * 0.94), width / 2, height / 2)
}

/** Caption below the evidence screen. */
export function drawCaption(c: Context, text: string, width: number, height: number): void {
  c.clearRect(0, 0, width, height)
  c.fillStyle = 'rgba(30,26,22,.88)'
  c.fillRect(0, 0, width, height)
  c.textAlign = 'center'
  c.textBaseline = 'middle'
  c.fillStyle = '#f4ead2'
  c.font = `500 ${height * 0.62}px "Noto Sans SC", "Noto Sans CJK SC", sans-serif`
  c.fillText(fitText(c, text, width * 0.95), width / 2, height * 0.54)
}

/** A soft dark spot, used as contact shadow behind a person. */
export function drawSoftSpot(c: Context, size: number): void {
  const g = c.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2)
  g.addColorStop(0, 'rgba(18,10,6,.55)')
  g.addColorStop(0.55, 'rgba(18,10,6,.3)')
  g.addColorStop(1, 'rgba(18,10,6,0)')
  c.fillStyle = g
  c.fillRect(0, 0, size, size)
}
