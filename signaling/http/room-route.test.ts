import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import { expect, test } from 'vitest'
import { RoomsReply, readRoom } from '#protocol/courtroom.ts'
import { addRoomRoute } from './room-route.ts'

test('the court’s own rooms are served to anybody, every default settled', async () => {
  const file = join(import.meta.dirname, '../../docs/rooms/example.json')
  const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  const room = readRoom(file, data)
  expect(data).not.toHaveProperty('backdrop')
  const app = express()
  addRoomRoute(app, [room])
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/rooms`
  try {
    const answer = await fetch(url)
    const served: unknown = await answer.json()
    expect(served).toEqual({ rooms: [room] })
    expect(RoomsReply.parse(served).rooms[0]?.backdrop).toBe('panel')
  } finally {
    await new Promise((resolve) => server.close(resolve))
  }
})
