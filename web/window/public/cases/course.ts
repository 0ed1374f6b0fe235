import type { CaseStatus } from '#protocol/window/case.ts'
import type { CaseState } from '#domain/window/case/index.ts'

/** The way as citizens know it; what lies between two places is one step. */
export type CourseName = 'opened' | 'reviewing' | 'forwarding' | 'accepting' | 'examining' | 'decided' | 'completed' | 'closed'
export type CourseStep = { name: CourseName; is: 'past' | 'now' | 'ahead'; /** The day at the office on which it was reached. */ day: string | null }

const WAY: CourseName[] = ['opened', 'reviewing', 'forwarding', 'accepting', 'examining', 'decided', 'completed', 'closed']
const stepOf = (status: Exclude<CaseStatus, 'correcting'>): CourseName => (status === 'forwarded' ? 'forwarding' : status === 'delivering' ? 'completed' : status)

/** Every step of this case in order: what is past and when, where it stands, what is still to come. */
export function courseOf(state: CaseState): CourseStep[] {
  const standing = state.status === 'correcting' ? state.corrections.at(-1)?.from ?? 'reviewing' : state.status
  const now = WAY.indexOf(stepOf(standing))
  const isOver = state.status === 'closed'
  return WAY.filter((name) => name !== 'forwarding' || isForwarded(state))
    // what ended early never came to the steps between
    .filter((name) => !isOver || name === 'closed' || state.entered[name] !== undefined || name === 'opened')
    .map((name): CourseStep => {
      const at = WAY.indexOf(name)
      const is = isOver ? 'past' : at < now ? 'past' : at === now ? 'now' : 'ahead'
      return { name, is, day: is === 'ahead' ? null : state.entered[name] ?? null }
    })
}

const isForwarded = ({ centre, item, entered }: CaseState): boolean => entered.forwarding !== undefined || (centre !== null && item.mode !== 'fullOnline')
