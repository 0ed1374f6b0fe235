import { createHmac } from 'node:crypto'
import type { Catalogue, StaffRole } from '#protocol/window/catalogue.ts'
import type { Court } from '../context.ts'
import { demoKey, demoPassword } from '../sign-in/secrets.ts'
import type { WindowDoors } from '../sign-in/window-doors.ts'

/** Ways into the demo's service hall. Everybody in it is invented. */
export type DemoWindows = {
  /** To be put behind the system's address. */
  kiosks: { centerId: string; name: string; path: string }[]
  staff: { personId: string; name: string; role: StaffRole; at: string; place: string; account: string; password: string }[]
}

const PREFIX = /^w-/
/** Hashing a password takes a core its time; so many at once leave the machine usable. */
const AT_ONCE = 4

/** The code of a centre's terminal: 192 bits, the same at every start of this installation. */
const terminalCode = (key: Buffer, centerId: string): string => createHmac('sha256', key).update(`terminal/${centerId}`).digest().subarray(0, 24).toString('base64url')

/** A terminal for each centre, an account for everybody of the staff. Again: nothing changes, the same list comes back. */
export async function seedDemoWindows(court: Court, windowDoors: WindowDoors, catalogue: Catalogue): Promise<DemoWindows> {
  const key = await demoKey(court.database)
  const kiosks = catalogue.centers.map(({ centerId, name }) => ({ centerId, name, path: `/window/kiosk?terminal=${terminalCode(key, centerId)}` }))
  for (const { centerId, name } of kiosks) await windowDoors.installTerminal(terminalCode(key, centerId), centerId, name)
  const places = new Map([...catalogue.offices.map(({ officeId, name }) => [officeId, name] as const), ...catalogue.centers.map(({ centerId, name }) => [centerId, name] as const)])
  const staff = catalogue.staff.map(({ personId, name, role, at }) => {
    const account = personId.replace(PREFIX, '')
    return { personId, name, role, at, place: places.get(at) ?? at, account, password: demoPassword(key, account) }
  })
  const known = await court.database.kysely.selectFrom('staff_accounts').select('person_id').execute()
  const left = staff.filter(({ personId }) => !known.some((row) => row.person_id === personId))
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await windowDoors.employ(next.account, next.password, next.name, next.personId)
  }))
  return { kiosks, staff }
}
