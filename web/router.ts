/** Where in the client the reader is. */
export type Route =
  | { page: 'enter' }
  | { page: 'hearings' }
  | { page: 'test'; hearingId: string }
  | { page: 'hearing'; hearingId: string }
  | { page: 'verify'; documentId: string | null }
  | { page: 'home' }
  /** 虚拟窗口: what anybody sees before they are known, and what citizens have of their own. */
  | { page: 'windowHome' } | { page: 'windowKiosk' } | { page: 'windowRatings' }
  | { page: 'windowItems' } | { page: 'windowItem'; itemCode: string }
  | { page: 'windowTicket' } | { page: 'windowCases' } | { page: 'windowCase'; caseId: string }
  | { page: 'windowCall' }
  /** … and what the staff work with. */
  | { page: 'windowDesk' } | { page: 'windowBoard' } | { page: 'windowAdmin' }
  | { page: 'unknown' }

/** Fires `change` on every navigation. */
export const routerEvents = new EventTarget()

const WINDOW_PAGES = {
  '': 'windowHome', kiosk: 'windowKiosk', ratings: 'windowRatings', items: 'windowItems', ticket: 'windowTicket', cases: 'windowCases', call: 'windowCall',
  desk: 'windowDesk', board: 'windowBoard', admin: 'windowAdmin',
} as const

function windowRouteOf(path: string): Route {
  const [, first = '', id] = /^\/window(?:\/([a-z]+))?(?:\/([A-Za-z0-9_-]{1,64}))?\/?$/.exec(path) ?? ['', 'none']
  if (id === undefined && Object.hasOwn(WINDOW_PAGES, first)) return { page: WINDOW_PAGES[first as keyof typeof WINDOW_PAGES] }
  if (first === 'items' && id !== undefined) return { page: 'windowItem', itemCode: id }
  if (first === 'cases' && id !== undefined) return { page: 'windowCase', caseId: id }
  return { page: 'unknown' }
}

export function routeOf(path: string): Route {
  if (path === '/') return { page: 'home' }
  if (path === '/enter') return { page: 'enter' }
  if (path === '/hearings') return { page: 'hearings' }
  const paper = /^\/verify(?:\/([A-Za-z0-9_-]{1,64}))?\/?$/.exec(path)
  if (paper) return { page: 'verify', documentId: paper[1] ?? null }
  if (path === '/window' || path.startsWith('/window/')) return windowRouteOf(path)
  const match = /^\/hearing\/([A-Za-z0-9_-]{1,64})(\/test)?\/?$/.exec(path)
  if (!match) return { page: 'unknown' }
  return { page: match[2] ? 'test' : 'hearing', hearingId: match[1]! }
}

export const currentRoute = (): Route => routeOf(location.pathname)

let traceless = false
/** From now on no place is kept to go back to: at a screen that strangers use one after another. */
export function keepNoHistory(): void {
  traceless = true
}

/** @param replace put the new place over the present one, so that "back" does not return to it */
export function go(path: string, { replace = false } = {}): void {
  history[replace || traceless ? 'replaceState' : 'pushState'](null, '', path)
  routerEvents.dispatchEvent(new Event('change'))
}

addEventListener('popstate', () => routerEvents.dispatchEvent(new Event('change')))

/** For links: follows them inside the page, and leaves those with a modifier key to the browser. */
export function follow(event: MouseEvent): void {
  const link = (event.currentTarget as HTMLAnchorElement | null)?.getAttribute('href')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
  event.preventDefault()
  go(link)
}
