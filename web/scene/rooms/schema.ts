import { z } from 'zod'

const metres = z.number().min(-30).max(30)
const text = z.strictObject({ zh: z.string().max(40), en: z.string().max(80) })
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour like #8a5a32')

/** A seat's name: `bench-1` is the middle of the bench, `plaintiff-1` the first at that table, and so on. */
export const SeatName = z.string().regex(
  /^(bench-[1-7]|clerk|assistant|plaintiff-[1-4]|defendant-[1-4]|thirdParty-[1-2]|witness|interpreter|gallery-([1-9]|1\d|2[0-4])|mediator-[1-2])$/,
  'must be a seat name',
)

/** Where a row of seats stands, as seen from above: x to the right, z away from the viewer. */
const Place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), from: z.tuple([metres, metres]), to: z.tuple([metres, metres]) }),
  /** The far part of an ellipse; degrees, 0 = right, 90 = far, 180 = left. Seats stand from `from` (left) to `to` (right). */
  z.strictObject({ kind: z.literal('arc'), centre: z.tuple([metres, metres]), radius: z.tuple([metres, metres]), from: z.number().min(0).max(180), to: z.number().min(0).max(180) }),
])

export const Row = z.strictObject({
  id: z.string().min(1).max(40),
  /** From left to right as the viewer sees them. */
  seats: z.array(SeatName).min(1).max(24),
  place: Place,
  /** Height of the floor under the seats: a dais raises the bench. */
  floor: z.number().min(-2).max(2).default(0),
  /** Metres between neighbours at most; fewer people sit in the middle of the row. */
  pitch: z.number().min(0.3).max(3),
  /** Size of the people; 1 = as in life. Who sits far away may be drawn a little larger. */
  scale: z.number().min(0.4).max(3).default(1),
  furniture: z.strictObject({
    kind: z.enum(['bench', 'desk', 'table', 'stand', 'rail', 'round', 'none']),
    /** Height of the top above the row's floor. */
    height: z.number().min(0.3).max(1.6).default(0.76),
    depth: z.number().min(0.2).max(3).default(0.6),
    /** Metres the furniture reaches beyond the outermost seats. */
    margin: z.number().min(0).max(2).default(0.35),
  }),
  chair: z.enum(['high', 'low', 'none']).default('low'),
  /** Seats shown although nobody sits there: a chair and a dim plate. */
  always: z.array(SeatName).default([]),
})
export type Row = z.infer<typeof Row>

export const Layout = z.strictObject({
  /** Height of the whole picture for a width of 1. */
  aspect: z.number().min(0.3).max(3),
  camera: z.strictObject({
    /** Height of the viewer's eye in metres. */
    eye: z.number().min(0.5).max(8),
    /** Picture widths: at distance z the picture is z ÷ focal metres wide. */
    focal: z.number().min(0.3).max(6),
    /** Where the eye's height lies, picture widths from the top. */
    horizon: z.number().min(-1).max(2),
  }),
  walls: z.strictObject({ halfWidth: z.number().min(1).max(20), height: z.number().min(2).max(12), far: z.number().min(3).max(30) }),
  emblem: z.strictObject({ y: metres, diameter: z.number().min(0.2).max(3) }),
  screen: z.strictObject({ x: metres, y: metres, z: metres, width: z.number().min(0.3).max(6) }),
  rows: z.array(Row).min(1).max(20),
  /** A low rail across the front, behind which the public sits. */
  rail: z.strictObject({ z: metres, height: z.number().min(0.3).max(1.5) }).optional(),
})
export type Layout = z.infer<typeof Layout>

export const RoomSpec = z.strictObject({
  id: z.string().regex(/^[a-z][a-zA-Z0-9]{1,39}$/, 'must be a short name in camelCase'),
  title: text,
  emblem: z.enum(['national', 'procuratorate', 'none']),
  /** Words on the wall, where there is no emblem or below it. */
  wallText: text.optional(),
  colours: z.strictObject({ wall: colour, panel: colour, wood: colour, floor: colour, carpet: colour, ceiling: colour }),
  layouts: z.strictObject({ landscape: Layout, portrait: Layout }),
}).superRefine((room, context) => {
  for (const [name, layout] of Object.entries(room.layouts)) {
    const seen = new Map<string, string>()
    layout.rows.forEach((row, i) => {
      const path = ['layouts', name, 'rows', i]
      for (const seat of row.seats) {
        const other = seen.get(seat)
        if (other) context.addIssue({ code: 'custom', path: [...path, 'seats'], message: `seat ${seat} is already in row "${other}": a seat exists once` })
        seen.set(seat, row.id)
      }
      for (const seat of row.always) if (!row.seats.includes(seat)) context.addIssue({ code: 'custom', path: [...path, 'always'], message: `seat ${seat} is not in this row` })
      const nearest = row.place.kind === 'line' ? Math.min(row.place.from[1], row.place.to[1]) : row.place.centre[1] - Math.abs(row.place.radius[1])
      if (nearest < 1) context.addIssue({ code: 'custom', path: [...path, 'place'], message: 'must be at least 1 m in front of the viewer' })
      const farthest = row.place.kind === 'line' ? Math.max(row.place.from[1], row.place.to[1]) : row.place.centre[1] + Math.abs(row.place.radius[1])
      if (farthest > layout.walls.far) context.addIssue({ code: 'custom', path: [...path, 'place'], message: 'stands behind the far wall' })
    })
    if (!seen.has('bench-1') && !seen.has('mediator-1')) context.addIssue({ code: 'custom', path: ['layouts', name, 'rows'], message: 'somebody must preside: bench-1 or mediator-1 is missing' })
  }
})
export type RoomSpec = z.infer<typeof RoomSpec>
export type RoomInput = z.input<typeof RoomSpec>

/** Room data that cannot be used; the message names file, path and rule, one per line. */
export class RoomDataError extends Error {
  readonly file: string
  readonly problems: { path: string; rule: string }[]

  constructor(file: string, problems: { path: string; rule: string }[]) {
    super(problems.map(({ path, rule }) => `${file}: ${path || '(root)'}: ${rule}`).join('\n'))
    this.name = 'RoomDataError'
    this.file = file
    this.problems = problems
  }
}

/** @throws RoomDataError */
export function readRoom(file: string, data: unknown): RoomSpec {
  const result = RoomSpec.safeParse(data)
  if (result.success) return result.data
  throw new RoomDataError(file, result.error.issues.map((issue) => ({ path: issue.path.join('.'), rule: issue.message })))
}
