import { beforeAll, expect, test, vi } from 'vitest'

let routeOf: typeof import('./router.ts').routeOf
beforeAll(async () => {
  vi.stubGlobal('addEventListener', () => undefined)
  ;({ routeOf } = await import('./router.ts'))
})

test('every address of the client leads to its page', () => {
  expect(routeOf('/')).toEqual({ page: 'home' })
  expect(routeOf('/enter')).toEqual({ page: 'enter' })
  expect(routeOf('/hearings')).toEqual({ page: 'hearings' })
  expect(routeOf('/hearing/h-1/test')).toEqual({ page: 'test', hearingId: 'h-1' })
  expect(routeOf('/verify')).toEqual({ page: 'verify', documentId: null })
  expect(routeOf('/verify/doc-1')).toEqual({ page: 'verify', documentId: 'doc-1' })
  expect(routeOf('/hearing/h_1')).toEqual({ page: 'hearing', hearingId: 'h_1' })
})

test('what is no address of the client is said to be none', () => {
  for (const path of ['/hearing/', '/hearing/a/b', '/hearing/%2e%2e/test', `/hearing/${'x'.repeat(65)}`, '/verify/a/b', '/admin']) {
    expect(routeOf(path)).toEqual({ page: 'unknown' })
  }
})
