/** Where in the client the reader is. */
export type Route =
  | { page: 'enter' }
  | { page: 'hearings' }
  | { page: 'test'; hearingId: string }
  | { page: 'hearing'; hearingId: string }
  | { page: 'verify'; documentId: string | null }
  | { page: 'home' }
  | { page: 'unknown' }

/** Fires `change` on every navigation. */
export const routerEvents = new EventTarget()

export function routeOf(path: string): Route {
  if (path === '/') return { page: 'home' }
  if (path === '/enter') return { page: 'enter' }
  if (path === '/hearings') return { page: 'hearings' }
  const paper = /^\/verify(?:\/([A-Za-z0-9_-]{1,64}))?\/?$/.exec(path)
  if (paper) return { page: 'verify', documentId: paper[1] ?? null }
  const match = /^\/hearing\/([A-Za-z0-9_-]{1,64})(\/test)?\/?$/.exec(path)
  if (!match) return { page: 'unknown' }
  return { page: match[2] ? 'test' : 'hearing', hearingId: match[1]! }
}

export const currentRoute = (): Route => routeOf(location.pathname)

/** @param replace put the new place over the present one, so that "back" does not return to it */
export function go(path: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', path)
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
