import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { RoomDataError, readRoom } from '#protocol/courtroom.ts'
import type { RoomSpec } from '#protocol/courtroom.ts'

type Problem = RoomDataError['problems'][number]

/**
 * Reads the courtrooms a court drew for itself: every .json file of `dir`, in the order of their names; none when there
 * is no such folder.
 * @throws RoomDataError naming file, path and rule, one a line, of everything wrong in any of them
 */
export async function readOwnRooms(dir: string): Promise<RoomSpec[]> {
  const names = await readdir(dir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const rooms: { file: string; room: RoomSpec }[] = []
  const errors: RoomDataError[] = []
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    const file = path.join(dir, name)
    try {
      rooms.push({ file, room: readOne(file, await readFile(file, 'utf8')) })
    } catch (error) {
      if (!(error instanceof RoomDataError)) throw error
      errors.push(error)
    }
  }
  rooms.forEach(({ file, room }, i) => {
    const problems: Problem[] = []
    for (const key of ['id', 'replaces'] as const) {
      const other = rooms.slice(0, i).find((before) => before.room[key] === room[key])
      if (other) problems.push({ path: key, rule: `${String(room[key])} is already used by ${path.basename(other.file)}` })
    }
    if (problems.length > 0) errors.push(new RoomDataError(file, problems))
  })
  if (errors.length > 0) throw joined(errors)
  return rooms.map(({ room }) => room)
}

function readOne(file: string, text: string): RoomSpec {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (error) {
    throw new RoomDataError(file, [{ path: '', rule: `is not JSON: ${(error as Error).message}` }])
  }
  const room = readRoom(file, data)
  if (room.replaces === undefined) throw new RoomDataError(file, [{ path: 'replaces', rule: 'names the room of the product in whose place this one is used' }])
  return room
}

/** One error for all files; `file` is the first. */
function joined(errors: RoomDataError[]): RoomDataError {
  const [first] = errors
  if (errors.length === 1) return first!
  const all = new RoomDataError(first!.file, errors.flatMap((error) => error.problems))
  all.message = errors.map((error) => error.message).join('\n')
  return all
}
