import { PAGE_VERSION_META } from '#protocol/socket.ts'

/** The version this page was made with; null where it was not built (a developer's server, a test's own page). */
export const pageVersion = (): string | null => document.querySelector<HTMLMetaElement>(`meta[name="${PAGE_VERSION_META}"]`)?.content ?? null

let outdated = false

/** Fires `change` once: when a server has said that it has been updated since this page was loaded. */
export const pageVersionEvents = new EventTarget()
export const isPageOutdated = (): boolean => outdated

export function tellPageOutdated(): void {
  if (outdated) return
  outdated = true
  pageVersionEvents.dispatchEvent(new Event('change'))
}
