import { expect, it } from 'vitest'
import { Id } from './ids.ts'

it('no identifier is the name of something that every object has, so none is found that was never put there', () => {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(Id.safeParse(name).success, name).toBe(false)
  for (const name of ['a', 'judge-1', 'constructor1', 'x-toString', '__proto', 'A_b-9'.repeat(12)]) expect(Id.safeParse(name).success, name).toBe(true)
  for (const name of ['', 'a b', '../x', 'a'.repeat(65), 'é']) expect(Id.safeParse(name).success, name).toBe(false)
})
