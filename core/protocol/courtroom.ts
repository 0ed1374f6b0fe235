import { z } from 'zod'
import { checkLayout, checkReplacement, checkSameSeats } from './courtroom-rules.ts'

const metres = z.number().min(-30).max(30)
const text = z.strictObject({ zh: z.string().max(40), en: z.string().max(80) })
const colour = z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour like #8a5a32')

/** A seat's name: `bench-1` is the middle of the bench, `plaintiff-1` the first at that table, and so on. */
export const SeatName = z.string().regex(
  /^(bench-[1-7]|clerk|assistant|plaintiff-[1-4]|defendant-[1-4]|thirdParty-[1-2]|witness|interpreter|gallery-([1-9]|1\d|2[0-4])|mediator-[1-2]|window-[1-2]|citizen-[1-2]|helper)$/,
  'must be a seat name',
)

/** Where a row of seats stands, as seen from above: x to the right, z away from the viewer. */
const Place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), from: z.tuple([metres, metres]), to: z.tuple([metres, metres]) }),
  /** The far part of an ellipse; degrees, 0 = right, 90 = far, 180 = left. Seats stand from `from` (left) to `to` (right). */
  z.strictObject({
    kind: z.literal('arc'), centre: z.tuple([metres, metres]), radius: z.tuple([z.number().min(0.3).max(10), z.number().min(0.1).max(10)]),
    from: z.number().min(0).max(180), to: z.number().min(0).max(180),
  }),
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
    /** `round` is a whole oval table, `curve` a desk that follows its arc; both need an arc. */
    kind: z.enum(['bench', 'desk', 'table', 'stand', 'rail', 'round', 'curve', 'none']),
    /** Height of the top above the row's floor. */
    height: z.number().min(0.3).max(1.6).default(0.76),
    depth: z.number().min(0.1).max(3).default(0.6),
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
  /** Steps across the whole room, near to far: the floor is `height` high from `z` on. */
  steps: z.array(z.strictObject({ z: metres, height: z.number().min(0.05).max(2) })).max(8).default([]),
  /** A low rail across the front, behind which the public sits. */
  rail: z.strictObject({ z: metres, height: z.number().min(0.3).max(1.5) }).optional(),
})
export type Layout = z.infer<typeof Layout>

const NEEDED: Record<'hearing' | 'deliberation' | 'consultation' | 'window', readonly string[]> = { hearing: ['bench-1', 'mediator-1'], deliberation: ['bench-1'], consultation: [], window: ['window-1'] }
const WHY_NEEDED: Partial<Record<keyof typeof NEEDED, string>> = { hearing: 'somebody must preside', deliberation: 'the panel deliberates here', window: 'somebody must sit behind the counter' }

/** The rooms shipped with the product, by id. */
export const ROOM_IDS = ['soleJudge', 'panelOfThree', 'panelOfSeven', 'mediation', 'procuratorateHearing', 'deliberation', 'consultation', 'windowHall'] as const
export type RoomSpecId = (typeof ROOM_IDS)[number]

export const RoomSpec = z.strictObject({
  /** Lets an editor check the file while it is written; the product does not read it. */
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-zA-Z0-9]{1,39}$/, 'must be a short name in camelCase'),
  title: text,
  /** The room of the product in whose place this one is used: a court's own room needs it, a shipped one has none. */
  replaces: z.enum(ROOM_IDS).optional(),
  /** What is done here: it says whose seat may not be missing (hearing: who presides; window: the clerk behind the counter). */
  use: z.enum(['hearing', 'deliberation', 'consultation', 'window']).default('hearing'),
  emblem: z.enum(['national', 'procuratorate', 'none']),
  /** Words on the wall, where there is no emblem or below it. */
  wallText: text.optional(),
  /** What the far wall has in its middle: a light panel between columns, a landscape painting, shelves of books, windows, or the wall behind a service counter. */
  backdrop: z.enum(['panel', 'painting', 'books', 'window', 'counter']).default('panel'),
  colours: z.strictObject({ wall: colour, panel: colour, wood: colour, floor: colour, carpet: colour, ceiling: colour }),
  layouts: z.strictObject({ landscape: Layout, portrait: Layout }),
}).superRefine((room, context) => {
  const issue = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message })
  for (const [name, layout] of Object.entries(room.layouts)) {
    const seats = checkLayout(layout, (path, message) => issue(['layouts', name, ...path], message))
    const needed = NEEDED[room.use]
    if (needed.length > 0 && !needed.some((seat) => seats.has(seat))) issue(['layouts', name, 'rows'], `${needed.join(' or ')} is missing: ${WHY_NEEDED[room.use] ?? ''}`)
  }
  if (room.use === 'hearing' && room.emblem === 'none' && !room.wallText) issue(['emblem'], 'a room for hearings has an emblem or its name on the wall (R1 24)')
  checkSameSeats(room.layouts.landscape, room.layouts.portrait, (path, message) => issue(['layouts', ...path], message))
  if (room.replaces) checkReplacement(room.replaces, room.use, room.layouts.landscape, issue)
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

/** What GET /api/rooms answers: the court's own rooms. */
export const RoomsReply = z.strictObject({ rooms: z.array(RoomSpec) })

/** JSON Schema (2020-12) of a room's file, for editors and other programs; the rules between fields are checked by `readRoom`. */
export const roomJsonSchema = (): Record<string, unknown> => ({ title: 'Tongting room', ...z.toJSONSchema(RoomSpec, { io: 'input' }) })
