import { filePage } from '../live/api.ts'

/** Pictures kept in memory, so that leafing to and fro asks the server once. */
const MOST_KEPT = 80
const kept = new Map<string, Promise<string>>()

/** Address of the picture of one page, counted from 1; fetched with this tab's sign-in. @throws AppError, Unreachable */
export function pagePicture(fileId: string, page: number): Promise<string> {
  const key = `${fileId}/${page}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known
  }
  const fetched = filePage(fileId, page).then((blob) => URL.createObjectURL(blob))
  kept.set(key, fetched)
  fetched.catch(() => kept.delete(key))
  for (const [oldest, url] of kept) {
    if (kept.size <= MOST_KEPT) break
    kept.delete(oldest)
    void url.then((address) => URL.revokeObjectURL(address), () => undefined)
  }
  return fetched
}

/** Somebody else signs in at this screen: what was shown to the former is gone. */
export function forgetPictures(): void {
  for (const url of kept.values()) void url.then((address) => URL.revokeObjectURL(address), () => undefined)
  kept.clear()
}
