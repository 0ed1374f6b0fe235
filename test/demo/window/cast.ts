import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Court } from '../../../bin/compose.ts'
import { Attendee } from '../../harness/attendee.ts'
import { writeFakeCamera } from '../../harness/fake-camera.ts'
import type { Look, Wall } from '../../harness/fake-camera.ts'
import { VOICES, writeFakeVoice } from '../../harness/fake-voice.ts'

export const ITEM = '000715001001'
export const OFFICE = 'zj-pinghu-realty'
export const CENTER = 'c-lianshui'
/** 江苏涟水 and 浙江平湖. */
export const PLACE = { province: '330000', prefecture: '330400', county: '330482' }

export type PersonId = 'citizen' | 'secondCitizen' | 'helper' | 'localClerk' | 'clerk' | 'colleague' | 'supervisor' | 'interpreter'
type Role = { look: Look; wall: Wall; voice: number; device: 'kiosk' | 'desktop' | 'phone'; /** Of the catalogue's staff. */ staff?: string; /** Of the device itself, pixels; as small as what is sent unless given. */ lens?: { width: number; height: number } }

export const CAST: Record<PersonId, Role> = {
  citizen: { look: 'man', wall: 'green', voice: 0, device: 'kiosk', lens: { width: 640, height: 360 } },
  secondCitizen: { look: 'woman', wall: 'room', voice: 1, device: 'phone' },
  helper: { look: 'witness', wall: 'room', voice: 2, device: 'desktop', staff: 'w-liu-xiaoman' },
  localClerk: { look: 'jurorWoman', wall: 'room', voice: 3, device: 'desktop', staff: 'w-zhang-guilan' },
  clerk: { look: 'clerk', wall: 'green', voice: 4, device: 'desktop', staff: 'w-lu-jiahe' },
  colleague: { look: 'juror', wall: 'blue', voice: 5, device: 'desktop', staff: 'w-shen-yizhe' },
  interpreter: { look: 'lawyer', wall: 'green', voice: 7, device: 'desktop', staff: 'w-bai-shouyu' },
  supervisor: { look: 'presiding', wall: 'green', voice: 6, device: 'desktop', staff: 'w-lu-minghua' },
}
export const CITIZENS = {
  citizen: { name: '王喆堃', number: '320826199003070112' },
  secondCitizen: { name: '李䶮', number: '33048219851122433X' },
} as const

/** Small pictures, so that four browsers fit on two cores. */
const PICTURE = { width: 320, height: 180, fps: 10 }
const SECONDS = 4
export const SIZES = { kiosk: { width: 1080, height: 1920 }, desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }


/** See web/flags.ts: a wall to be keyed where there is one, a frame where there is none. */
export const flagsOf = (personId: PersonId): string => `camera=1&mic=1&cut=${CAST[personId].wall === 'room' ? 'tile' : 'key'}&width=${PICTURE.width}&fps=${PICTURE.fps}`

/** One person at one device: a browser process with a camera and a voice of its own. */
export async function openPerson(personId: PersonId, devices: string, executablePath: string, camera?: string): Promise<Attendee> {
  const { look, wall, voice, device, lens } = CAST[personId]
  await mkdir(devices, { recursive: true })
  const picture = camera ?? join(devices, `${personId}.y4m`)
  const sound = join(devices, `${personId}.wav`)
  if (camera === undefined) await writeFakeCamera(picture, { look, wall, ...PICTURE, ...lens, seconds: SECONDS })
  await writeFakeVoice(sound, VOICES[voice % VOICES.length]!, SECONDS * 3)
  return Attendee.open(personId, { executablePath, camera: picture, voice: sound, viewport: SIZES[device], ...(device === 'phone' ? { phone: true } : {}) })
}

/** Through the door of the staff, with account and password, to a page. */
export async function signInStaff(person: Attendee, court: Court, personId: PersonId, path: string): Promise<void> {
  const staffId = CAST[personId].staff
  const entry = court.demoWindows?.staff.find((one) => one.personId === staffId)
  if (!entry) throw new Error(`${personId} has no account`)
  await person.page.goto(`${court.url}/enter?${flagsOf(personId)}`)
  await person.page.locator('input[name="account"]').fill(entry.account)
  await person.page.locator('input[name="password"]').fill(entry.password)
  await person.click('signIn')
  await person.page.waitForURL((url) => url.pathname.startsWith('/window/'))
  if (new URL(person.page.url()).pathname !== path) await person.page.goto(`${court.url}${path}`)
}
