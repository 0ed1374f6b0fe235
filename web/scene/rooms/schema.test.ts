import { describe, expect, it } from 'vitest'
import { roomJsonSchema } from '#protocol/courtroom.ts'
import type { RoomInput } from '#protocol/courtroom.ts'
import { ROOM_IDS, RoomDataError, readRoom, roomFor, roomOf } from './index.ts'
import { panelOfThree } from './panel-of-three.ts'
import { soleJudge } from './sole-judge.ts'
import { mediation } from './mediation.ts'

type Layouts = RoomInput['layouts']
const row = (room: RoomInput, id: string, layout: keyof Layouts = 'landscape') => room.layouts[layout].rows.find((one) => one.id === id)!
const at = (room: RoomInput, id: string, layout: keyof Layouts = 'landscape') => `layouts.${layout}.rows.${room.layouts[layout].rows.findIndex((one) => one.id === id)}`

describe('room data', () => {
  it.each(ROOM_IDS)('%s is valid and knows its name', (id) => expect(roomOf(id).id).toBe(id))

  const problems = (room: unknown): string[] => {
    try {
      readRoom('court/own.json', room)
    } catch (error) {
      if (error instanceof RoomDataError) return error.message.split('\n')
      throw error
    }
    return []
  }
  /** What is said of a room after one change. */
  const broken = (change: (room: RoomInput) => void, base: RoomInput = soleJudge): string[] => {
    const room = structuredClone(base)
    change(room)
    return problems(room)
  }
  const says = (lines: string[], line: string) => expect(lines).toContain(`court/own.json: ${line}`)

  it('names file, path and rule of everything that is wrong', () => {
    const room = { ...soleJudge, id: 'Our Court', colours: { ...soleJudge.colours, wood: 'brown' } }
    expect(problems(room)).toEqual(['court/own.json: id: must be a short name in camelCase', 'court/own.json: colours.wood: must be a colour like #8a5a32'])
    expect(problems({ ...soleJudge, music: true })[0]).toContain('court/own.json: (root)')
    expect(problems('a room')[0]).toContain('court/own.json: (root)')
  })

  const rules: [string, (room: RoomInput) => void, string, RoomInput?][] = [
    ['a seat exists once', (r) => { row(r, 'clerk').seats = ['bench-1', 'assistant', 'clerk'] }, `${at(soleJudge, 'clerk')}.seats: seat bench-1 is already in row "bench": a seat exists once`],
    ['a seat has a known name', (r) => { row(r, 'bench').seats = ['throne'] }, 'layouts.landscape.rows.0.seats.0: must be a seat name'],
    ['always names own seats', (r) => { row(r, 'clerk').always = ['witness'] }, `${at(soleJudge, 'clerk')}.always: seat witness is not in this row`],
    ['not on top of the viewer', (r) => { row(r, 'clerk').place = { kind: 'line', from: [0, 0.5], to: [1, 2] } }, `${at(soleJudge, 'clerk')}.place: must be at least 1 m in front of the viewer`],
    ['not behind the far wall', (r) => { r.layouts.portrait.walls.far = 6 }, 'layouts.portrait.rows.0.place: stands behind the far wall'],
    ['not outside the side walls', (r) => { r.layouts.landscape.walls.halfWidth = 2 }, `${at(soleJudge, 'plaintiff')}.place: stands outside the side walls`],
    ['people do not sit inside each other', (r) => { row(r, 'plaintiff').pitch = 0.4 }, `${at(soleJudge, 'plaintiff')}.pitch: people of size 1.14 need at least 0.48 m`],
    ['furniture fits its place', (r) => { row(r, 'clerk').furniture.kind = 'round' }, `${at(soleJudge, 'clerk')}.furniture.kind: round and curve stand on an arc, everything else on a line`],
    ['an arc runs from left to right', (r) => { row(r, 'table').place = { kind: 'arc', centre: [0, 5], radius: [2, 1], from: 20, to: 160 } }, `${at(mediation, 'table')}.place: from (left) must be the larger angle: 180 is left, 0 is right`, mediation],
    ['nobody floats', (r) => { row(r, 'clerk').furniture.kind = 'none' }, `${at(soleJudge, 'clerk')}.furniture.kind: only the gallery may sit without furniture: it hides where a picture of a person ends`],
    ['a row stands on its step', (r) => { row(r, 'thirdParty').floor = 0 }, `${at(soleJudge, 'thirdParty')}.floor: the step under this row is 0.42 m high: the row would sink into it`],
    ['steps rise', (r) => { r.layouts.portrait.steps = [{ z: 5.7, height: 0.3 }, { z: 6.7, height: 0.2 }] }, 'layouts.portrait.steps.1: steps go from near to far and rise'],
    ['steps are in the room', (r) => { r.layouts.landscape.steps = [{ z: 20, height: 0.2 }] }, 'layouts.landscape.steps.0.z: is not inside the room'],
    ['the emblem is on the wall', (r) => { r.layouts.landscape.emblem.y = 9 }, 'layouts.landscape.emblem: reaches above the wall'],
    ['the emblem is prominent', (r) => { r.layouts.landscape.emblem.diameter = 0.3 }, "layouts.landscape.emblem.diameter: is drawn smaller than 5 % of the picture's width: not in a prominent place (R1 24)"],
    ['the screen is in the room', (r) => { r.layouts.landscape.screen.x = 5 }, 'layouts.landscape.screen: is not inside the room'],
    ['the screen is before the viewer', (r) => { r.layouts.landscape.screen.z = 0.5 }, 'layouts.landscape.screen.z: must be at least 1 m in front of the viewer'],
    ['the rail is in the room', (r) => { r.layouts.landscape.rail = { z: 20, height: 0.6 } }, 'layouts.landscape.rail.z: is not inside the room'],
    ['somebody presides', (r) => { r.layouts.landscape.rows.shift() }, 'layouts.landscape.rows: bench-1 or mediator-1 is missing: somebody must preside'],
    ['a phone shows the same people', (r) => { r.layouts.portrait.rows = r.layouts.portrait.rows.filter(({ id }) => id !== 'witness') }, 'layouts.portrait.rows: seat witness of the landscape layout is missing'],
    ['a desktop shows the same people', (r) => { r.layouts.landscape.rows = r.layouts.landscape.rows.filter(({ id }) => id !== 'witness') }, 'layouts.landscape.rows: seat witness of the portrait layout is missing'],
    ['emblem or name', (r) => { r.emblem = 'none' }, 'emblem: a room for hearings has an emblem or its name on the wall (R1 24)'],
    ['a counter has a clerk', (r) => { r.use = 'window' }, 'layouts.portrait.rows: window-1 is missing: somebody must sit behind the counter'],
    ['a room that replaces another seats the same people', (r) => { r.replaces = 'panelOfThree' }, 'layouts.landscape.rows: replaces panelOfThree, which seats bench-2, bench-3: these seats are missing'],
    ['a room that replaces another serves the same end', (r) => { r.replaces = 'consultation' }, 'use: consultation is a room for consultation, this one for hearing'],
  ]
  it.each(rules)('%s', (_name, change, line, base) => says(broken(change, base), line))

  it('the documentation’s schema and example are current', async () => {
    await expect(`${JSON.stringify(roomJsonSchema(), null, 2)}\n`).toMatchFileSnapshot('../../../docs/rooms/schema.json')
    const { layouts, ...room } = panelOfThree
    const example: RoomInput = { $schema: './schema.json', ...room, id: 'ourCourt', title: { zh: '第一法庭', en: 'Courtroom 1' }, replaces: 'panelOfThree', colours: { ...room.colours, wood: '#5f3a2a', carpet: '#2f4560' }, layouts }
    expect(problems(example)).toEqual([])
    await expect(`${JSON.stringify(example, null, 2)}\n`).toMatchFileSnapshot('../../../docs/rooms/example.json')
  })
})

describe('which room', () => {
  it('the panel deliberates and a side talks in rooms of their own, whatever is heard', () => {
    expect([roomFor('civilPanel', 3, 'deliberationRoom'), roomFor('mediation', 1, 'consultation'), roomFor('civilPanel', 3, 'courtroom')])
      .toEqual(['deliberation', 'consultation', 'panelOfThree'])
  })

  it('chooses a room for a kind of sitting', () => {
    expect([roomFor('civilSimple', 1), roomFor('civilPanel', 3), roomFor('civilPanel', 7), roomFor('mediation', 1), roomFor('procuratorateHearing', 5), roomFor('window', 1)])
      .toEqual(['soleJudge', 'panelOfThree', 'panelOfSeven', 'mediation', 'procuratorateHearing', 'windowHall'])
  })
})
