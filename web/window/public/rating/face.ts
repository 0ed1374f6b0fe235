import { svg } from 'lit'
import type { TemplateResult } from 'lit'
import type { RatingLevel } from '#protocol/window/rating.ts'

/** Mouth as a curve from corner to corner, brows, and the ink: told apart without colour too. */
const FACES: Record<RatingLevel, { mouth: string; brows?: string; fill: string }> = {
  verySatisfied: { mouth: 'M14 29c2.5 8.5 17.5 8.5 20 0z', fill: '#dcebdd' },
  satisfied: { mouth: 'M15 30c4 5.5 14 5.5 18 0', fill: '#e4efe6' },
  fairlySatisfied: { mouth: 'M16 32h16', fill: '#f3ecd8' },
  dissatisfied: { mouth: 'M16 34.5c3.5-4.5 12.5-4.5 16 0', fill: '#f8e6d0' },
  veryDissatisfied: { mouth: 'M15 36c3.5-7.5 14.5-7.5 18 0', brows: 'M13 15l6.5 3M35 15l-6.5 3', fill: '#f5dcd7' },
}

export function face(level: RatingLevel): TemplateResult {
  const { mouth, brows, fill } = FACES[level]
  return svg`<svg viewBox="0 0 48 48" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">
    <circle cx="24" cy="24" r="20" fill=${fill}></circle><path d=${mouth} fill=${level === 'verySatisfied' ? '#fff' : 'none'}></path>
    <path d="M17 20v2M31 20v2" stroke-width="3.4"></path>${brows ? svg`<path d=${brows}></path>` : ''}</svg>`
}
