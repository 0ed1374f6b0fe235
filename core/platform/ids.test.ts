import { expect, it } from 'vitest'
import { CommandId, Id } from '#protocol/ids.ts'
import { SignInBody } from '#protocol/http.ts'
import { newId, newToken } from './ids.ts'

it('makes ids and tokens the protocol accepts, all different', () => {
  const ids = Array.from({ length: 2000 }, newId)
  const tokens = Array.from({ length: 2000 }, newToken)
  expect(new Set([...ids, ...tokens]).size).toBe(4000)
  for (const id of ids) expect([Id.safeParse(id).success, CommandId.safeParse(id).success]).toEqual([true, true])
  for (const token of tokens) expect(SignInBody.safeParse({ invitation: token }).success).toBe(true)
})
