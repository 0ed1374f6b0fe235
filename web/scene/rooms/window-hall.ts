import type { RoomInput } from './schema.ts'
import { TIERS, galleryRow, portrait, tierRow } from './shared.ts'

const colours: RoomInput['colours'] = { wall: '#dbe4ea', panel: '#f3f7fa', wood: '#a98a68', floor: '#cdd2d5', carpet: '#9fb3c1', ceiling: '#fafbfc' }

/** 远程虚拟窗口: the clerk of the competent office behind the counter, the citizen and the local helper before it. */
export const windowHall: RoomInput = {
  id: 'windowHall', title: { zh: '政务服务大厅', en: 'Service hall' }, use: 'window', emblem: 'none', wallText: { zh: '跨省通办 远程虚拟窗口', en: 'Cross-province virtual window' }, backdrop: 'counter', colours,
  layouts: {
    landscape: {
      aspect: 0.5625, camera: { eye: 2.15, focal: 0.96, horizon: 0.175 }, walls: { halfWidth: 4.2, height: 3.6, far: 8.2 },
      emblem: { y: 2.98, diameter: 0.6 }, screen: { x: 2.95, y: 2.3, z: 8.15, width: 1.5 },
      rows: [
        { id: 'counter', seats: ['window-1', 'window-2'], place: { kind: 'line', from: [-0.9, 6.7], to: [0.9, 6.7] }, floor: 0.25, pitch: 1.5, scale: 1.4, furniture: { kind: 'bench', height: 1, depth: 0.6, margin: 1.1 }, chair: 'low', always: ['window-1'] },
        { id: 'citizens', seats: ['citizen-1', 'citizen-2'], place: { kind: 'line', from: [-2, 5.05], to: [-0.85, 5.3] }, pitch: 0.8, scale: 1.05, furniture: { kind: 'desk', margin: 0.5, depth: 0.5 }, always: ['citizen-1'] },
        { id: 'help', seats: ['helper', 'interpreter'], place: { kind: 'line', from: [0.85, 5.3], to: [2, 5.05] }, pitch: 0.8, scale: 1.05, furniture: { kind: 'desk', margin: 0.5, depth: 0.5 }, always: ['helper'] },
        galleryRow(3.3, 1.5),
      ],
    },
    portrait: {
      ...portrait([
        { id: 'counter', seats: ['window-1', 'window-2'], place: { kind: 'line', from: [-0.55, TIERS[0].z], to: [0.55, TIERS[0].z] }, floor: TIERS[0].floor, pitch: 1.1, scale: 1.4, furniture: { kind: 'bench', height: 0.95, depth: 0.5, margin: 0.6 }, chair: 'low', always: ['window-1'] },
        tierRow('citizens', ['citizen-1', 'citizen-2'], 1, [-1.02, -0.36], { pitch: 0.66, scale: 1.1, always: ['citizen-1'] }),
        tierRow('help', ['helper', 'interpreter'], 1, [0.36, 1.02], { pitch: 0.66, scale: 1.1, always: ['helper'] }),
        { ...galleryRow(5, 0.8), scale: 0.5, pitch: 0.3 },
      ]),
      emblem: { y: 3.4, diameter: 0.46 }, screen: { x: 1.34, y: 2.66, z: 9.75, width: 0.68 }, steps: [{ z: 6.72, height: 0.72 }, { z: 7.72, height: 1 }],
    },
  },
}
