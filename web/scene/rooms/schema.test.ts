import { describe, expect, it } from 'vitest'
import { ROOM_IDS, RoomDataError, readRoom, roomFor, roomOf } from './index.ts'
import { soleJudge } from './sole-judge.ts'

describe('room data', () => {
  it.each(ROOM_IDS)('%s is valid and knows its name', (id) => expect(roomOf(id).id).toBe(id))

  const broken = (change: (room: typeof soleJudge) => unknown): RoomDataError => {
    try {
      readRoom('court/own.json', change(structuredClone(soleJudge)))
    } catch (error) {
      if (error instanceof RoomDataError) return error
      throw error
    }
    throw new Error('accepted')
  }

  it('names file, path and rule of everything that is wrong', () => {
    const error = broken((room) => ({ ...room, colours: { ...room.colours, wood: 'brown' } }))
    expect(error.message).toBe('court/own.json: colours.wood: must be a colour like #8a5a32')
    expect(error.problems).toEqual([{ path: 'colours.wood', rule: 'must be a colour like #8a5a32' }])
  })

  it('refuses a seat in two rows, a row behind the wall, a room nobody presides over, unknown words', () => {
    expect(broken((room) => {
      room.layouts.landscape.rows[1]!.seats = ['bench-1']
      return room
    }).message).toContain('layouts.landscape.rows.1.seats: seat bench-1 is already in row "bench"')
    expect(broken((room) => {
      room.layouts.portrait.walls.far = 5
      return room
    }).message).toContain('layouts.portrait.rows.0.place: stands behind the far wall')
    expect(broken((room) => {
      room.layouts.landscape.rows.shift()
      return room
    }).message).toContain('somebody must preside')
    expect(broken((room) => {
      room.layouts.landscape.rows[0]!.seats = ['throne']
      return room
    }).message).toContain('layouts.landscape.rows.0.seats.0: must be a seat name')
    expect(broken((room) => ({ ...room, music: true })).message).toContain('court/own.json: (root)')
  })

  it('chooses a room for a kind of sitting', () => {
    expect([roomFor('civilSimple', 1), roomFor('civilPanel', 3), roomFor('civilPanel', 7), roomFor('mediation', 1), roomFor('procuratorateHearing', 5)])
      .toEqual(['soleJudge', 'panelOfThree', 'panelOfSeven', 'mediation', 'procuratorateHearing'])
  })
})
