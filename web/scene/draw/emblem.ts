import type { Context } from './brush.ts'

const RED = '#c8201e'
const DEEP = '#9c1414'
const GOLD = '#e8b93c'
const PALE = '#f7dc86'
const SHADE = '#a8761c'

/** A five-pointed star about (x, y); `turn` in radians, 0 = one point up. */
export function star(c: Context, x: number, y: number, radius: number, turn = 0): void {
  c.beginPath()
  for (let i = 0; i < 10; i++) {
    const r = i % 2 === 0 ? radius : radius * 0.382
    const angle = turn - Math.PI / 2 + (i * Math.PI) / 5
    c.lineTo(x + Math.cos(angle) * r, y + Math.sin(angle) * r)
  }
  c.closePath()
  c.fill()
}

/**
 * The national emblem, drawn from its description (GB 15093: Tiananmen under five stars, ringed by ears of grain, a
 * gear at the foot, red and gold). Simplified with care for the size a screen has; `radius` in pixels.
 */
export function drawNationalEmblem(c: Context, x: number, y: number, radius: number): void {
  c.save()
  c.translate(x, y)
  c.scale(radius, radius)
  c.shadowColor = 'rgba(30,10,0,.45)'
  c.shadowBlur = radius * 0.12
  c.shadowOffsetY = radius * 0.05
  c.fillStyle = GOLD
  c.beginPath()
  c.arc(0, 0, 0.99, 0, 7)
  c.fill()
  c.shadowColor = 'transparent'
  c.fillStyle = DEEP
  c.beginPath()
  c.arc(0, 0, 0.955, 0, 7)
  c.fill()
  grainRing(c)
  const disc = c.createRadialGradient(-0.12, -0.2, 0.1, 0, 0, 0.72)
  disc.addColorStop(0, '#dc2c26')
  disc.addColorStop(1, RED)
  c.fillStyle = disc
  c.beginPath()
  c.arc(0, -0.04, 0.67, 0, 7)
  c.fill()
  c.strokeStyle = GOLD
  c.lineWidth = 0.022
  c.stroke()
  c.fillStyle = PALE
  star(c, 0, -0.4, 0.17)
  for (const [sx, sy] of [[-0.33, -0.3], [-0.155, -0.165], [0.155, -0.165], [0.33, -0.3]] as const) star(c, sx, sy, 0.072, Math.atan2(-0.4 - sy, -sx) + Math.PI / 2)
  gate(c)
  gear(c)
  ribbon(c)
  c.restore()
}

/** Ears of grain up both sides. */
function grainRing(c: Context): void {
  for (const side of [-1, 1]) {
    for (let i = 0; i < 15; i++) {
      const angle = Math.PI / 2 + side * (0.52 + i * 0.168)
      for (const [r, tilt] of [[0.87, 0.62], [0.76, -0.5]] as const) {
        c.save()
        c.rotate(angle)
        c.translate(r, 0)
        c.rotate(side * (Math.PI / 2 - tilt))
        c.fillStyle = r > 0.8 ? GOLD : PALE
        c.beginPath()
        c.ellipse(0, 0, 0.105, 0.041, 0, 0, 7)
        c.fill()
        c.strokeStyle = SHADE
        c.lineWidth = 0.012
        c.stroke()
        c.restore()
      }
    }
  }
}

/** Tiananmen: base with five arches, two roofs with turned-up eaves, columns. */
function gate(c: Context): void {
  c.fillStyle = GOLD
  const roof = (y: number, half: number, high: number) => {
    c.beginPath()
    c.moveTo(-half, y)
    c.quadraticCurveTo(-half * 0.86, y - high * 0.15, -half * 0.74, y - high)
    c.lineTo(half * 0.74, y - high)
    c.quadraticCurveTo(half * 0.86, y - high * 0.15, half, y)
    c.closePath()
    c.fill()
  }
  roof(0.015, 0.24, 0.075)
  c.fillRect(-0.19, 0.02, 0.38, 0.035)
  roof(0.125, 0.33, 0.075)
  for (let i = -4; i <= 4; i++) c.fillRect(i * 0.06 - 0.009, 0.13, 0.018, 0.075)
  c.fillRect(-0.3, 0.2, 0.6, 0.022)
  c.beginPath()
  c.moveTo(-0.46, 0.235)
  c.lineTo(0.46, 0.235)
  c.lineTo(0.5, 0.39)
  c.lineTo(-0.5, 0.39)
  c.closePath()
  c.fill()
  c.fillStyle = DEEP
  for (const [ax, aw] of [[0, 0.05], [-0.15, 0.036], [0.15, 0.036], [-0.29, 0.032], [0.29, 0.032]] as const) {
    c.beginPath()
    c.arc(ax, 0.318, aw, Math.PI, 0)
    c.rect(ax - aw, 0.318, aw * 2, 0.072)
    c.fill()
  }
  c.fillStyle = PALE
  c.fillRect(-0.56, 0.41, 1.12, 0.026)
  c.fillRect(-0.52, 0.452, 1.04, 0.018)
}

function gear(c: Context): void {
  c.save()
  c.translate(0, 0.73)
  c.fillStyle = GOLD
  for (let i = 0; i < 12; i++) {
    c.save()
    c.rotate((i * Math.PI) / 6)
    c.fillRect(-0.042, -0.235, 0.084, 0.08)
    c.restore()
  }
  c.beginPath()
  c.arc(0, 0, 0.185, 0, 7)
  c.fill()
  c.strokeStyle = SHADE
  c.lineWidth = 0.014
  c.stroke()
  c.fillStyle = RED
  c.beginPath()
  c.arc(0, 0, 0.095, 0, 7)
  c.fill()
  c.stroke()
  c.restore()
}

/** Red cloth tied through the gear and hanging to both sides. */
function ribbon(c: Context): void {
  c.fillStyle = RED
  c.strokeStyle = GOLD
  c.lineWidth = 0.014
  for (const side of [-1, 1]) {
    c.save()
    c.scale(side, 1)
    c.beginPath()
    c.moveTo(0.06, 0.66)
    c.quadraticCurveTo(0.3, 0.58, 0.56, 0.5)
    c.quadraticCurveTo(0.62, 0.66, 0.5, 0.8)
    c.quadraticCurveTo(0.3, 0.76, 0.08, 0.8)
    c.closePath()
    c.fill()
    c.stroke()
    c.beginPath()
    c.moveTo(0.22, 0.79)
    c.quadraticCurveTo(0.34, 0.84, 0.4, 0.955)
    c.lineTo(0.26, 0.985)
    c.quadraticCurveTo(0.22, 0.89, 0.12, 0.82)
    c.closePath()
    c.fill()
    c.stroke()
    c.restore()
  }
}

/** The procuratorate's badge, simplified: shield, five stars, great wall, olive branches. `radius` in pixels. */
export function drawProcuratorateEmblem(c: Context, x: number, y: number, radius: number): void {
  c.save()
  c.translate(x, y)
  c.scale(radius, radius)
  c.strokeStyle = SHADE
  c.lineWidth = 0.014
  for (const side of [-1, 1]) {
    for (let i = 0; i < 9; i++) {
      const angle = Math.PI / 2 + side * (0.25 + i * 0.26)
      c.save()
      c.rotate(angle)
      c.translate(0.84, 0)
      c.rotate(side * (Math.PI / 2 - 0.5))
      c.fillStyle = GOLD
      c.beginPath()
      c.ellipse(0, 0, 0.15, 0.06, 0, 0, 7)
      c.fill()
      c.stroke()
      c.restore()
    }
  }
  const shield = (s: number) => {
    c.beginPath()
    c.moveTo(0, -0.82 * s)
    c.quadraticCurveTo(0.35 * s, -0.62 * s, 0.64 * s, -0.62 * s)
    c.quadraticCurveTo(0.72 * s, 0.35 * s, 0, 0.82 * s)
    c.quadraticCurveTo(-0.72 * s, 0.35 * s, -0.64 * s, -0.62 * s)
    c.quadraticCurveTo(-0.35 * s, -0.62 * s, 0, -0.82 * s)
  }
  c.fillStyle = GOLD
  shield(1)
  c.fill()
  c.fillStyle = RED
  shield(0.9)
  c.fill()
  c.fillStyle = PALE
  star(c, 0, -0.34, 0.17)
  for (const [sx, sy] of [[-0.3, -0.2], [-0.16, -0.04], [0.16, -0.04], [0.3, -0.2]] as const) star(c, sx, sy, 0.075)
  c.fillStyle = GOLD
  for (let i = 0; i < 3; i++) {
    c.beginPath()
    c.moveTo(-0.46 + i * 0.08, 0.22 + i * 0.15)
    for (let k = 0; k <= 8; k++) {
      const px = -0.46 + i * 0.08 + (k * (0.92 - i * 0.16)) / 8
      const py = 0.2 + i * 0.15 + Math.sin(k * 0.8 + i) * 0.03
      c.lineTo(px, py - (k % 2 ? 0.05 : 0))
      c.lineTo(px + 0.05, py - (k % 2 ? 0.05 : 0))
    }
    c.lineTo(0.46 - i * 0.08, 0.3 + i * 0.15)
    c.lineTo(-0.46 + i * 0.08, 0.3 + i * 0.15)
    c.closePath()
    c.fill()
  }
  c.restore()
}
