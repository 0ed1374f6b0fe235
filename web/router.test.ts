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

test('the windows have their own addresses', () => {
  expect(routeOf('/window')).toEqual({ page: 'windowHome' })
  expect(routeOf('/window/')).toEqual({ page: 'windowHome' })
  for (const [path, page] of [['kiosk', 'windowKiosk'], ['ratings', 'windowRatings'], ['items', 'windowItems'], ['ticket', 'windowTicket'], ['cases', 'windowCases'], ['call', 'windowCall'], ['desk', 'windowDesk'], ['board', 'windowBoard'], ['admin', 'windowAdmin']]) {
    expect(routeOf(`/window/${path}`)).toEqual({ page })
  }
  expect(routeOf('/window/items/000715001001')).toEqual({ page: 'windowItem', itemCode: '000715001001' })
  expect(routeOf('/window/cases/case_1-a')).toEqual({ page: 'windowCase', caseId: 'case_1-a' })
  for (const path of ['/window/none', '/window/ticket/1', '/window/cases/a/b', '/windows', '/window/constructor', `/window/cases/${'x'.repeat(65)}`]) {
    expect(routeOf(path)).toEqual({ page: 'unknown' })
  }
})

test('what is no address of the client is said to be none', () => {
  for (const path of ['/hearing/', '/hearing/a/b', '/hearing/%2e%2e/test', `/hearing/${'x'.repeat(65)}`, '/verify/a/b', '/admin']) {
    expect(routeOf(path)).toEqual({ page: 'unknown' })
  }
})
