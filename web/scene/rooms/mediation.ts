import type { RoomInput } from './schema.ts'
import { galleryRow, numbered, portrait, tierCurve, tierRow } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#d3c3a3', panel: '#ece2cc', wood: '#8c5f38', floor: '#c4b8a4', carpet: '#5f7470', ceiling: '#f5f1e8' }
const MEDIATORS = ['bench-2', 'mediator-1', 'bench-1', 'mediator-2', 'bench-3']
const SMALL_DESK = { kind: 'desk', height: 0.72, depth: 0.3, margin: 0.1 } as const

/** 调解圆桌: mediators in the middle of a round table, parties to both sides, the same height for all. */
export const mediation: RoomInput = {
  id: 'mediation', title: { zh: '调解室', en: 'Mediation room' }, emblem: 'none', wallText: { zh: '调 解 室', en: 'Mediation' }, backdrop: 'painting', colours,
  layouts: {
    landscape: {
      aspect: 0.5625, camera: { eye: 2.4, focal: 0.9, horizon: 0.17 }, walls: { halfWidth: 4.3, height: 3.7, far: 8.6 },
      emblem: { y: 2.95, diameter: 0.62 }, screen: { x: 3.05, y: 2.55, z: 8.55, width: 1.55 }, steps: [{ z: 6.75, height: 0.5 }],
      rows: [
        // A step higher, so that who writes and who is heard look over those at the table.
        { id: 'clerk', seats: ['assistant', 'clerk'], place: { kind: 'line', from: [-3.2, 7.4], to: [-2.4, 7.55] }, floor: 0.5, pitch: 0.75, scale: 1.05, furniture: { kind: 'desk', height: 0.74, depth: 0.45 }, always: ['clerk'] },
        { id: 'witness', seats: ['witness', 'interpreter'], place: { kind: 'line', from: [2.4, 7.55], to: [3.2, 7.4] }, floor: 0.5, pitch: 0.75, scale: 1.05, furniture: { kind: 'desk', height: 0.74, depth: 0.45 } },
        {
          id: 'table',
          seats: ['plaintiff-4', 'plaintiff-3', 'plaintiff-2', 'plaintiff-1', ...MEDIATORS, ...numbered('defendant', 4), ...numbered('thirdParty', 2)],
          place: { kind: 'arc', centre: [0, 4.85], radius: [2.45, 1.25], from: 156, to: 24 }, pitch: 0.82, scale: 1.04, furniture: { kind: 'round', height: 0.76, depth: 0.9, margin: 0.2 }, always: ['plaintiff-1', 'defendant-1', 'mediator-1'],
        },
        galleryRow(3.2, 1.6),
      ],
    },
    portrait: {
      ...portrait([
        tierCurve('mediators', MEDIATORS, 0, 1.15, { pitch: 0.86, scale: 1.22, always: ['mediator-1'] }),
        tierRow('clerk', ['assistant', 'clerk'], 1, [-1.22, -0.72], { pitch: 0.5, furniture: SMALL_DESK, always: ['clerk'] }),
        tierRow('thirdParty', numbered('thirdParty', 2), 1, [-0.25, 0.25], { pitch: 0.5, furniture: SMALL_DESK }),
        tierRow('witness', ['witness', 'interpreter'], 1, [0.72, 1.22], { pitch: 0.5, furniture: SMALL_DESK }),
        tierCurve('parties', ['plaintiff-2', 'plaintiff-1', 'defendant-1', 'defendant-2'], 2, 0.96, { always: ['plaintiff-1', 'defendant-1'] }),
        tierCurve('agents', ['plaintiff-4', 'plaintiff-3', 'defendant-3', 'defendant-4'], 3, 0.78, { scale: 0.88, pitch: 0.5 }),
        { ...galleryRow(4.3, 0.7), scale: 0.5, pitch: 0.3 },
      ]),
      emblem: { y: 3.22, diameter: 0.5 }, screen: { x: 1.28, y: 3.22, z: 9.75, width: 0.92 },
    },
  },
}
