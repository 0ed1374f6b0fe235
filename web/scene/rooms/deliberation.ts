import type { RoomInput } from './schema.ts'
import { galleryRow, portrait, tierCurve, tierRow } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#b09173', panel: '#cdb997', wood: '#6b3f28', floor: '#a89c8c', carpet: '#4a3a3c', ceiling: '#ece5d8' }
/** Who presides sits in the middle; the assessors speak first and sit nearest to the ends (R13 22). */
const PANEL = ['bench-6', 'bench-4', 'bench-2', 'bench-1', 'bench-3', 'bench-5', 'bench-7']

/** 合议室: the panel around one table, nobody else but the clerk who writes. */
export const deliberation: RoomInput = {
  id: 'deliberation', title: { zh: '合议室', en: 'Deliberation room' }, use: 'deliberation', emblem: 'none', wallText: { zh: '合 议 室', en: 'Deliberation' }, backdrop: 'books', colours,
  layouts: {
    landscape: {
      aspect: 0.5625, camera: { eye: 2.2, focal: 0.94, horizon: 0.17 }, walls: { halfWidth: 3.9, height: 3.5, far: 7.8 },
      emblem: { y: 2.85, diameter: 0.56 }, screen: { x: 2.95, y: 2.5, z: 7.75, width: 1.3 }, steps: [{ z: 6.05, height: 0.45 }],
      rows: [
        { id: 'clerk', seats: ['clerk'], place: { kind: 'line', from: [-2.95, 6.65], to: [-2.25, 6.8] }, floor: 0.45, pitch: 0.75, furniture: { kind: 'desk', height: 0.74, depth: 0.45 } },
        { id: 'assistant', seats: ['assistant'], place: { kind: 'line', from: [2.25, 6.8], to: [2.95, 6.65] }, floor: 0.45, pitch: 0.75, furniture: { kind: 'desk', height: 0.74, depth: 0.45 } },
        { id: 'table', seats: PANEL, place: { kind: 'arc', centre: [0, 4.45], radius: [2.12, 1.1], from: 154, to: 26 }, pitch: 0.86, scale: 1.1, furniture: { kind: 'round', height: 0.76, depth: 0.9, margin: 0.2 }, always: ['bench-1'] },
        galleryRow(3, 1.4),
      ],
    },
    portrait: {
      ...portrait([
        tierCurve('tableFar', ['bench-2', 'bench-1', 'bench-3'], 0, 1, { pitch: 0.95, scale: 1.3, always: ['bench-1'] }),
        tierCurve('tableNear', ['bench-6', 'bench-4', 'bench-5', 'bench-7'], 1, 1.1, { pitch: 0.66, scale: 1.12 }),
        tierRow('clerk', ['clerk', 'assistant'], 2, [-0.5, 0.5], { pitch: 0.7, furniture: { kind: 'desk', height: 0.74, depth: 0.3, margin: 0.15 } }),
        { ...galleryRow(4.3, 0.7), scale: 0.5, pitch: 0.3 },
      ]),
      emblem: { y: 3.22, diameter: 0.5 }, screen: { x: 1.28, y: 3.22, z: 9.75, width: 0.92 },
    },
  },
}
