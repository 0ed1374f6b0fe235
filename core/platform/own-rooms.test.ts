import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RoomInput } from '#protocol/courtroom.ts'
import { readOwnRooms } from './own-rooms.ts'

let dir: string
let example: RoomInput
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'tongting-rooms-'))
  example = JSON.parse(await readFile(path.join(import.meta.dirname, '../../docs/rooms/example.json'), 'utf8')) as RoomInput
})
afterEach(() => rm(dir, { recursive: true, force: true }))
const write = (name: string, data: unknown) => writeFile(path.join(dir, name), typeof data === 'string' ? data : JSON.stringify(data))

test('no folder, no rooms; the example of the documentation is one', async () => {
  expect(await readOwnRooms(path.join(dir, 'nowhere'))).toEqual([])
  await write('example.json', example)
  await write('notes.txt', 'not a room')
  expect((await readOwnRooms(dir)).map(({ id, replaces }) => [id, replaces])).toEqual([['ourCourt', 'panelOfThree']])
})

test('says what is wrong in which file, for all files at once', async () => {
  await write('a.json', '{ "id": ')
  await write('b.json', { ...example, colours: { ...example.colours, wood: 'brown' } })
  await write('c.json', { ...example, replaces: undefined })
  const message = await readOwnRooms(dir).then(() => 'accepted', (error: Error) => error.message)
  expect(message).toContain(`${path.join(dir, 'a.json')}: (root): is not JSON`)
  expect(message).toContain(`${path.join(dir, 'b.json')}: colours.wood: must be a colour like #8a5a32`)
  expect(message).toContain(`${path.join(dir, 'c.json')}: replaces: names the room of the product`)
})

test('two rooms may not stand in for the same one, nor share an id', async () => {
  await write('a.json', example)
  await write('b.json', example)
  await write('c.json', { ...example, id: 'another' })
  const message = await readOwnRooms(dir).then(() => 'accepted', (error: Error) => error.message)
  expect(message.split('\n')).toEqual([
    `${path.join(dir, 'b.json')}: id: ourCourt is already used by a.json`,
    `${path.join(dir, 'b.json')}: replaces: panelOfThree is already used by a.json`,
    `${path.join(dir, 'c.json')}: replaces: panelOfThree is already used by a.json`,
  ])
})

test('a folder that cannot be read is not taken for an empty one', async () => {
  await mkdir(path.join(dir, 'x'))
  await write('file', 'x')
  await expect(readOwnRooms(path.join(dir, 'file'))).rejects.toThrow(/ENOTDIR/)
})
