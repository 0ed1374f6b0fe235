import { describe, expect, test } from 'vitest'
import type { OwnMedia } from '../devices/own-media.ts'
import { isHeard, lineScore, picturesOf, presentationOf } from './pictures.ts'
import type { Brought } from './pictures.ts'

const track = (name: string): MediaStreamTrack => ({ id: name }) as MediaStreamTrack
const PLAIN = { layout: 'plain', cutout: 'none' } as const
const sent = (personId: string, source: 'camera' | 'presentation') =>
  [`${personId}/${source}`, { personId, source, track: track(`${personId} ${source}`), description: PLAIN, consumerId: personId, paused: false }] as const
const scored = (personId: string, up: number | null, down: number | null) => [personId, { personId, up, down, rttMs: null, lossPercent: null }] as const

const LINE: Brought = {
  me: 'clerk',
  tracks: new Map([sent('citizen', 'camera'), sent('citizen', 'presentation'), sent('stranger', 'camera')]),
  levels: new Map([['citizen', -30], ['clerk', -70]]),
  quality: new Map([scored('citizen', 7, 4), scored('clerk', null, null)]),
}
const OWN = { cutout: { track: track('clerk cut out'), description: PLAIN }, presentationTrack: track('clerk screen') } as unknown as OwnMedia

describe('pictures of those who talk with each other', () => {
  test('of those named alone, one’s own as it is sent and only while the camera is on', () => {
    const people = [{ personId: 'citizen', cameraOn: true }, { personId: 'clerk', cameraOn: true }, { personId: 'helper', cameraOn: true }]
    expect([...picturesOf(LINE, OWN, people)].map(([personId, picture]) => [personId, picture.track.id])).toEqual([['citizen', 'citizen camera'], ['clerk', 'clerk cut out']])
    expect([...picturesOf(LINE, OWN, [{ personId: 'clerk', cameraOn: false }]).keys()]).toEqual([])
    expect([...picturesOf(LINE, null, people).keys()]).toEqual(['citizen'])
  })

  test('what is shown comes from the line, and one’s own from this device', () => {
    expect(presentationOf(LINE, OWN, 'citizen')?.id).toBe('citizen presentation')
    expect(presentationOf(LINE, OWN, 'clerk')?.id).toBe('clerk screen')
    expect(presentationOf(LINE, null, 'clerk')).toBeNull()
    expect(presentationOf(LINE, OWN, 'helper')).toBeNull()
  })

  test('a breath is no voice, and a line is as good as its worse half', () => {
    expect([isHeard(LINE, 'citizen'), isHeard(LINE, 'clerk'), isHeard(LINE, 'helper')]).toEqual([true, false, false])
    expect([lineScore(LINE, 'citizen'), lineScore(LINE, 'clerk'), lineScore(LINE, 'helper')]).toEqual([4, null, null])
  })
})
