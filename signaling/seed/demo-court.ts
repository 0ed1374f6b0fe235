import type { RoleId } from '#protocol/people.ts'
import type { Court } from '../context.ts'
import type { Doors } from '../sign-in/doors.ts'
import { demoKey, demoPassword } from '../sign-in/secrets.ts'
import { demoHearings, type DemoPerson } from './demo-people.ts'
import { seedHearing } from './seed-hearing.ts'

/** One way into the demo court, as printed at start. */
export type DemoEntry = {
  hearingId: string; personId: string; role: RoleId; name: string
  /** Personal link, to be put behind the court's address. */
  path: string
  /** Court staff may also sign in by account. */
  account?: string; password?: string
}
export type DemoCourt = DemoEntry[]

/** Three invented hearings with personal links and staff accounts. Again: nothing changes, the same list comes back. */
export async function seedDemoCourt(court: Court, doors: Doors): Promise<DemoCourt> {
  const key = await demoKey(court.database)
  const entries: DemoCourt = []
  for (const { people, ...hearing } of demoHearings(court.clock.now(), key)) {
    const codes = await seedHearing(court, doors, { ...hearing, participants: people.map(withoutAccount) })
    for (const { personId, role, name, account } of people) {
      const entry = { hearingId: hearing.hearingId, personId, role, name, path: `/enter#${codes[personId] ?? ''}` }
      entries.push(account === undefined ? entry : { ...entry, account, password: demoPassword(key, account) })
    }
  }
  for (const [account, own] of Map.groupBy(entries.filter((entry) => entry.account !== undefined), (entry) => entry.account ?? '')) {
    await doors.employ(account, demoPassword(key, account), own[0]?.name ?? account, own.map(({ hearingId, personId }) => ({ hearingId, personId })))
  }
  return entries
}

function withoutAccount({ account: _account, ...participant }: DemoPerson): Omit<DemoPerson, 'account'> {
  return participant
}
