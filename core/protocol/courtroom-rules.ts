import type { Layout, RoomSpec, RoomSpecId, Row } from './courtroom.ts'

type Report = (path: (string | number)[], message: string) => void

/** Shoulders of a person of ordinary size take this much of a row; nearer neighbours would stand inside each other. */
const CLOSEST = 0.42
/** The emblem's share of the picture's width, so that it is seen at once (R1 24: in a prominent place). */
const EMBLEM_SHARE = 0.05

const zs = ({ place }: Row): [nearest: number, farthest: number] =>
  place.kind === 'line' ? [Math.min(place.from[1], place.to[1]), Math.max(place.from[1], place.to[1])]
    : [place.centre[1], place.centre[1] + place.radius[1]]

const widest = ({ place }: Row): number =>
  place.kind === 'line' ? Math.max(Math.abs(place.from[0]), Math.abs(place.to[0])) : Math.abs(place.centre[0]) + place.radius[0]

/**
 * The rules between a layout's fields.
 * @returns the seats it has
 */
export function checkLayout(layout: Layout, report: Report): Set<string> {
  const seen = new Map<string, string>()
  layout.rows.forEach((row, i) => checkRow(layout, row, seen, (path, message) => report(['rows', i, ...path], message)))
  const { emblem, walls, camera, screen, rail } = layout
  if (emblem.y + emblem.diameter / 2 > walls.height) report(['emblem'], 'reaches above the wall')
  if ((emblem.diameter * camera.focal) / walls.far < EMBLEM_SHARE) report(['emblem', 'diameter'], `is drawn smaller than ${EMBLEM_SHARE * 100} % of the picture's width: not in a prominent place (R1 24)`)
  if (screen.z > walls.far || Math.abs(screen.x) + screen.width / 2 > walls.halfWidth) report(['screen'], 'is not inside the room')
  if (screen.z < 1) report(['screen', 'z'], 'must be at least 1 m in front of the viewer')
  if (rail && (rail.z < 1 || rail.z > walls.far)) report(['rail', 'z'], 'is not inside the room')
  checkSteps(layout, report)
  return new Set(seen.keys())
}

function checkRow(layout: Layout, row: Row, seen: Map<string, string>, report: Report): void {
  for (const seat of row.seats) {
    const other = seen.get(seat)
    if (other) report(['seats'], `seat ${seat} is already in row "${other}": a seat exists once`)
    seen.set(seat, row.id)
  }
  for (const seat of row.always) if (!row.seats.includes(seat)) report(['always'], `seat ${seat} is not in this row`)
  const [nearest, farthest] = zs(row)
  if (nearest < 1) report(['place'], 'must be at least 1 m in front of the viewer')
  if (farthest > layout.walls.far) report(['place'], 'stands behind the far wall')
  if (widest(row) > layout.walls.halfWidth) report(['place'], 'stands outside the side walls')
  if (row.pitch < CLOSEST * row.scale) report(['pitch'], `people of size ${row.scale} need at least ${(CLOSEST * row.scale).toFixed(2)} m`)
  const { kind } = row.furniture
  if ((kind === 'round' || kind === 'curve') !== (row.place.kind === 'arc')) report(['furniture', 'kind'], 'round and curve stand on an arc, everything else on a line')
  if (row.place.kind === 'arc' && row.place.from <= row.place.to) report(['place'], 'from (left) must be the larger angle: 180 is left, 0 is right')
  if (kind === 'none' && row.seats.some((seat) => !seat.startsWith('gallery'))) report(['furniture', 'kind'], 'only the gallery may sit without furniture: it hides where a picture of a person ends')
  const under = Math.max(0, ...layout.steps.filter((step) => step.z <= nearest).map((step) => step.height))
  if (row.floor >= 0 && row.floor < under - 1e-6) report(['floor'], `the step under this row is ${under} m high: the row would sink into it`)
}

function checkSteps({ steps, walls }: Layout, report: Report): void {
  steps.forEach((step, i) => {
    const before = steps[i - 1]
    if (before && (step.z <= before.z || step.height <= before.height)) report(['steps', i], 'steps go from near to far and rise')
    if (step.z < 1 || step.z > walls.far) report(['steps', i, 'z'], 'is not inside the room')
  })
}

/** A phone shows the same people as a desktop. */
export function checkSameSeats(landscape: Layout, portrait: Layout, report: Report): void {
  const seats = (layout: Layout): Set<string> => new Set(layout.rows.flatMap((row) => row.seats))
  const [wide, tall] = [seats(landscape), seats(portrait)]
  for (const seat of wide) if (!tall.has(seat)) report(['portrait', 'rows'], `seat ${seat} of the landscape layout is missing`)
  for (const seat of tall) if (!wide.has(seat)) report(['landscape', 'rows'], `seat ${seat} of the portrait layout is missing`)
}

const numbered = (name: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${name}-${i + 1}`)
const AT_COURT = ['clerk', 'plaintiff-1', 'plaintiff-2', 'defendant-1', 'defendant-2', 'thirdParty-1', 'witness', 'interpreter', 'gallery-1']

/** What is done in each shipped room, and who must find a seat there: whoever had none would be put among the public. */
const SHIPPED: Record<RoomSpecId, { use: RoomSpec['use']; seats: string[] }> = {
  soleJudge: { use: 'hearing', seats: ['bench-1', ...AT_COURT] },
  panelOfThree: { use: 'hearing', seats: [...numbered('bench', 3), ...AT_COURT] },
  panelOfSeven: { use: 'hearing', seats: [...numbered('bench', 7), ...AT_COURT] },
  mediation: { use: 'hearing', seats: [...numbered('mediator', 2), ...numbered('bench', 3), ...AT_COURT] },
  procuratorateHearing: { use: 'hearing', seats: [...numbered('bench', 7), ...AT_COURT] },
  deliberation: { use: 'deliberation', seats: [...numbered('bench', 7), 'clerk'] },
  consultation: { use: 'consultation', seats: ['mediator-1', 'bench-1', 'plaintiff-1', 'plaintiff-2', 'defendant-1', 'defendant-2', 'thirdParty-1'] },
  windowHall: { use: 'window', seats: ['window-1', 'citizen-1', 'helper', 'interpreter'] },
}

/** A room that stands in for a shipped one serves the same purpose and seats the same people. */
export function checkReplacement(id: RoomSpecId, use: RoomSpec['use'], layout: Layout, report: Report): void {
  const wanted = SHIPPED[id]
  if (use !== wanted.use) report(['use'], `${id} is a room for ${wanted.use}, this one for ${use}`)
  const seats = new Set(layout.rows.flatMap((row) => row.seats))
  const missing = wanted.seats.filter((seat) => !seats.has(seat))
  if (missing.length > 0) report(['layouts', 'landscape', 'rows'], `replaces ${id}, which seats ${missing.join(', ')}: these seats are missing`)
}
