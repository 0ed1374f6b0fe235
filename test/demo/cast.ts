import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Attendee } from '../harness/attendee.ts'
import { writeFakeCamera } from '../harness/fake-camera.ts'
import type { Look, Wall } from '../harness/fake-camera.ts'
import { VOICES, writeFakeVoice } from '../harness/fake-voice.ts'

export type Seat = {
  personId: string
  look: Look
  wall: Wall
  /** How this browser draws the others; two cores hold only one or two that draw the scene. */
  view: 'scene' | 'tiles'
  /** Goes through the entrance and the device test by hand instead of straight in. */
  longWay?: boolean
  phone?: boolean
  /** Behind a cable that can be pulled. */
  cable?: boolean
}

export const SEATS: Seat[] = [
  { personId: 'judge', look: 'presiding', wall: 'green', view: 'scene' },
  { personId: 'juror1', look: 'jurorWoman', wall: 'green', view: 'tiles' },
  { personId: 'juror2', look: 'juror', wall: 'blue', view: 'tiles' },
  { personId: 'clerk', look: 'clerk', wall: 'green', view: 'tiles' },
  { personId: 'plaintiff', look: 'man', wall: 'uneven', view: 'tiles', longWay: true },
  { personId: 'plaintiffLawyer', look: 'lawyer', wall: 'shadow', view: 'tiles', cable: true },
  { personId: 'defendant', look: 'woman', wall: 'room', view: 'scene', phone: true },
  { personId: 'witness', look: 'witness', wall: 'green', view: 'tiles' },
]

const PICTURE = { width: 320, height: 180, fps: 10, seconds: 4 }
const VOICE_SECONDS = 12

/** Opens one browser process with its own camera and voice; files lie in `dir`. */
export async function openAttendee(seat: Seat, index: number, dir: string, executablePath: string): Promise<Attendee> {
  await mkdir(dir, { recursive: true })
  const camera = join(dir, `${seat.personId}.y4m`)
  const voice = join(dir, `${seat.personId}.wav`)
  await writeFakeCamera(camera, { look: seat.look, wall: seat.wall, ...PICTURE })
  await writeFakeVoice(voice, VOICES[index % VOICES.length]!, VOICE_SECONDS)
  return Attendee.open(seat.personId, {
    executablePath, camera, voice,
    viewport: seat.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    ...(seat.phone ? { phone: true } : {}),
  })
}

/** Small pictures, so that eight browsers fit on two cores; see web/flags.ts. */
export function joinPath(seat: Seat, entrance: string): string {
  const [path = '', code = ''] = entrance.split('#')
  const flags = new URLSearchParams({
    autojoin: seat.longWay ? '0' : '1', camera: '1', mic: '1', view: seat.view, width: String(PICTURE.width), fps: String(PICTURE.fps),
    cut: seat.wall === 'room' ? 'segment' : 'key',
  })
  return `${path}?${flags}#${code}`
}
