import { expect, test } from 'vitest'
import { ROOMS, importsOf, roomOf, sourceFiles } from './imports.ts'

/** Test code and the composition root may look at each other: `bin` starts what `test` drives. */
const HOUSE = ROOMS.filter((room) => room !== 'test' && room !== 'bin')

/** One circle in the graph as a list of names, or null. */
function findCircle(edges: Map<string, Set<string>>): string[] | null {
  const done = new Set<string>()
  const path: string[] = []
  const visit = (name: string): string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (done.has(name)) return null
    path.push(name)
    for (const next of edges.get(name) ?? []) {
      const circle = visit(next)
      if (circle !== null) return circle
    }
    path.pop()
    done.add(name)
    return null
  }
  for (const name of edges.keys()) {
    const circle = visit(name)
    if (circle !== null) return circle
  }
  return null
}

test('no two rooms need each other', () => {
  const edges = new Map<string, Set<string>>()
  for (const each of sourceFiles(HOUSE).flatMap(importsOf)) {
    const from = roomOf(each.from)!
    const to = roomOf(each.to)
    if (to !== null && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to))
  }
  expect(findCircle(edges)).toBeNull()
})

test('no file needs itself in order to be loaded', () => {
  const edges = new Map<string, Set<string>>()
  for (const each of sourceFiles(HOUSE).flatMap(importsOf)) {
    if (each.typeOnly || roomOf(each.to) === null) continue
    edges.set(each.from, (edges.get(each.from) ?? new Set()).add(each.to))
  }
  expect(findCircle(edges)).toBeNull()
})

test('the search finds a circle where there is one', () => {
  const edges = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['b'])],
  ])
  expect(findCircle(edges)).toEqual(['b', 'c', 'b'])
})
