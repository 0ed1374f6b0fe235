import type { RoomInput } from './schema.ts'
import { galleryRow, numbered, portrait, tierCurve } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#cfc7b3', panel: '#e6dfce', wood: '#8a6238', floor: '#b5ab9b', carpet: '#586b62', ceiling: '#f3efe6' }
const PRESIDES = ['bench-1', 'bench-2', 'bench-3', 'mediator-1', 'mediator-2']
const SIDES = [...numbered('plaintiff', 4), ...numbered('defendant', 4), ...numbered('thirdParty', 2)]

/** 谈话室: one side with its agents, or with the mediator alone (背对背调解, R2 16); also a lawyer with a client. */
export const consultation: RoomInput = {
  id: 'consultation', title: { zh: '谈话室', en: 'Consultation room' }, use: 'consultation', emblem: 'none', wallText: { zh: '谈 话 室', en: 'Consultation' }, backdrop: 'window', colours,
  layouts: {
    landscape: {
      aspect: 0.5625, camera: { eye: 1.95, focal: 1, horizon: 0.165 }, walls: { halfWidth: 3.1, height: 3.1, far: 6.6 },
      emblem: { y: 2.52, diameter: 0.46 }, screen: { x: 2.3, y: 2.1, z: 6.55, width: 1.05 },
      rows: [
        {
          id: 'table', seats: ['clerk', 'assistant', ...SIDES.slice(0, 4), 'interpreter', ...PRESIDES, ...SIDES.slice(4), 'witness'],
          place: { kind: 'arc', centre: [0, 4.05], radius: [1.85, 0.95], from: 154, to: 26 }, pitch: 0.84, furniture: { kind: 'round', height: 0.74, depth: 0.8, margin: 0.2 },
        },
        galleryRow(2.5, 1.2),
      ],
    },
    portrait: {
      ...portrait([
        tierCurve('presides', PRESIDES, 0, 1, { pitch: 0.95, scale: 1.3 }),
        tierCurve('sides', SIDES, 1, 1.1, { pitch: 0.7, scale: 1.1 }),
        tierCurve('court', ['clerk', 'assistant', 'interpreter', 'witness'], 3, 0.78, { pitch: 0.52 }),
        { ...galleryRow(4.3, 0.7), scale: 0.5, pitch: 0.3 },
      ]),
      emblem: { y: 3.22, diameter: 0.5 }, screen: { x: 1.28, y: 3.22, z: 9.75, width: 0.92 },
    },
  },
}
