import type { z } from 'zod'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { WindowNotice } from '#protocol/window/gateway.ts'
import { viewersOf } from '#domain/window/hall/index.ts'
import type { Connection } from '../../gateway/socket/connection.ts'
import { windowWire, type WindowCaller } from './wire.ts'

export type Line = { readonly connection: Connection<WindowCaller>; readonly caller: WindowCaller }

/** Everybody who is at the windows through this process. */
export class WindowLines {
  readonly #lines = new Map<string, Line>()
  readonly #people = new Map<string, Set<Line>>()
  readonly #groups = new Map<string, Set<Line>>()

  add(connection: Connection<WindowCaller>, caller: WindowCaller): void {
    const line = { connection, caller }
    this.#lines.set(caller.connectionId, line)
    put(this.#people, caller.personId, line)
    const group = viewersOf(caller.seat)
    if (group !== null) put(this.#groups, group, line)
  }

  remove(connectionId: string): void {
    const line = this.#lines.get(connectionId)
    if (!line) return
    this.#lines.delete(connectionId)
    take(this.#people, line.caller.personId, line)
    const group = viewersOf(line.caller.seat)
    if (group !== null) take(this.#groups, group, line)
  }

  find(connectionId: string): Line | undefined {
    return this.#lines.get(connectionId)
  }

  /** Of one person: one, unless two tabs race. */
  of(personId: string): readonly Line[] {
    return [...(this.#people.get(personId) ?? [])]
  }

  in(group: string): readonly Line[] {
    return [...(this.#groups.get(group) ?? [])]
  }

  groups(): string[] {
    return [...this.#groups.keys()]
  }

  all(): Line[] {
    return [...this.#lines.values()]
  }

  notify(connectionId: string, notice: z.input<typeof WindowNotice>): void {
    this.#lines.get(connectionId)?.connection.send(windowWire.encodeNotice(notice))
  }

  /** To everybody for whom `make` gives something. */
  tell(make: (seat: WindowSeat) => z.input<typeof WindowNotice> | null): void {
    for (const { connection, caller } of this.#lines.values()) {
      const notice = make(caller.seat)
      if (notice !== null) connection.send(windowWire.encodeNotice(notice))
    }
  }
}

function put(sets: Map<string, Set<Line>>, key: string, line: Line): void {
  const set = sets.get(key)
  if (set) set.add(line)
  else sets.set(key, new Set([line]))
}

function take(sets: Map<string, Set<Line>>, key: string, line: Line): void {
  const set = sets.get(key)
  set?.delete(line)
  if (set?.size === 0) sets.delete(key)
}
