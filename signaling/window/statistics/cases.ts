import { atOffice } from '#domain/window/clock/index.ts'
import type { Database } from '#platform/db/database.ts'

export type CaseFactRow = {
  day: string; itemCode: string; officeId: string; centerId: string | null; outcome: string | null
  accepted: boolean; corrections: number; overdue: boolean; late: boolean; openedAt: Date; completedAt: Date | null
}
const MOST = 200_000

/** Cases opened between two instants, the second left out; nothing of them says whose they are. */
export async function caseFacts(database: Database, from: Date, to: Date, officeId?: string): Promise<CaseFactRow[]> {
  let query = database.kysely.selectFrom('window_cases')
    .select(['item_code', 'office_id', 'center_id', 'outcome', 'accepted_at', 'completed_at', 'opened_at', 'corrections', 'overdue', 'late'])
    .where('opened_at', '>=', from).where('opened_at', '<', to)
  if (officeId !== undefined) query = query.where('office_id', '=', officeId)
  return (await query.limit(MOST).execute()).map((row) => ({
    day: atOffice(row.opened_at.toISOString()).day, itemCode: row.item_code, officeId: row.office_id, centerId: row.center_id, outcome: row.outcome,
    accepted: row.accepted_at !== null, corrections: row.corrections, overdue: row.overdue, late: row.late, openedAt: row.opened_at, completedAt: row.completed_at,
  }))
}

export type CaseFigures = { open: number; overdue: number; atRisk: number; byStatus: Record<string, number>; byDuty: Record<string, number>; openedToday: number; closedToday: number }

/** How an office's running cases stand. @param since begin of the day at the office */
export async function caseFigures(database: Database, officeId: string, since: Date): Promise<CaseFigures> {
  const rows = await database.kysely.selectFrom('window_cases').select(['status', 'duty_at', 'overdue', 'warning', 'opened_at', 'closed_at']).where('office_id', '=', officeId)
    .where((is) => is.or([is('status', '<>', 'closed'), is('opened_at', '>=', since), is('closed_at', '>=', since)])).limit(MOST).execute()
  const open = rows.filter(({ status }) => status !== 'closed')
  const tally = (keys: string[]): Record<string, number> => keys.reduce<Record<string, number>>((sum, key) => ({ ...sum, [key]: (sum[key] ?? 0) + 1 }), {})
  return {
    open: open.length, overdue: open.filter(({ overdue }) => overdue).length, atRisk: open.filter(({ warning }) => warning !== null).length,
    byStatus: tally(open.map(({ status }) => status)), byDuty: tally(open.map(({ duty_at }) => duty_at)),
    openedToday: rows.filter(({ opened_at }) => opened_at >= since).length, closedToday: rows.filter(({ closed_at }) => closed_at !== null && closed_at >= since).length,
  }
}
