import type { RoomInput } from './schema.ts'
import { galleryRow, portrait, portraitRows } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#cdb892', panel: '#e6d9bf', wood: '#8f5c34', floor: '#c4b8a4', carpet: '#5f7470', ceiling: '#f3eee4' }

/** 调解圆桌: mediators in the middle of a round table, parties to both sides, the same height for all. */
export const mediation: RoomInput = {
  id: 'mediation', title: { zh: '调解室', en: 'Mediation room' }, emblem: 'none', wallText: { zh: '调 解 室', en: 'Mediation' }, colours,
  layouts: {
    landscape: {
      aspect: 0.5625, camera: { eye: 2.1, focal: 1, horizon: 0.165 }, walls: { halfWidth: 4.1, height: 3.5, far: 8.6 },
      emblem: { y: 2.42, diameter: 0.56 }, screen: { x: 2.75, y: 2.35, z: 8.55, width: 1.6 },
      rows: [
        { id: 'thirdParty', seats: ['thirdParty-1', 'thirdParty-2'], place: { kind: 'line', from: [-3.5, 6.9], to: [-2.8, 7.2] }, pitch: 0.65, furniture: { kind: 'desk' } },
        { id: 'clerk', seats: ['clerk', 'assistant', 'witness', 'interpreter'], place: { kind: 'line', from: [2.75, 7.2], to: [3.5, 6.9] }, pitch: 0.62, furniture: { kind: 'desk' }, always: ['clerk'] },
        { id: 'table', seats: ['plaintiff-4', 'plaintiff-3', 'plaintiff-2', 'plaintiff-1', 'bench-2', 'mediator-1', 'bench-1', 'mediator-2', 'bench-3', 'defendant-1', 'defendant-2', 'defendant-3', 'defendant-4'], place: { kind: 'arc', centre: [0, 4.95], radius: [2.12, 1], from: 164, to: 16 }, pitch: 0.85, furniture: { kind: 'round', height: 0.76, depth: 0.9, margin: 0.2 }, always: ['plaintiff-1', 'defendant-1', 'mediator-1'] },
        galleryRow(3.4, 1.6),
      ],
    },
    portrait: {
      ...portrait([
        { id: 'mediators', seats: ['bench-2', 'mediator-1', 'bench-1', 'mediator-2', 'bench-3'], place: { kind: 'line', from: [-1.3, 8.4], to: [1.3, 8.4] }, pitch: 0.95, scale: 1.2, floor: 0.72, furniture: { kind: 'bench', height: 0.9 }, always: ['mediator-1'] },
        ...portraitRows(),
      ]),
      emblem: { y: 2.75, diameter: 0.5 }, screen: { x: 1.3, y: 2.85, z: 9.55, width: 1.05 },
    },
  },
}
