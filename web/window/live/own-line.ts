import { currentSession, sessionEvents } from '../../session.ts'
import { LiveWindow } from './live-window.ts'

let live: LiveWindow | null = null

/**
 * This tab's one line to the windows, started when first asked for; null while nobody of the windows is signed in.
 * Another sign-in gets another line, and what the former one knew goes with it.
 */
export function liveWindow(): LiveWindow | null {
  const session = currentSession()
  const token = session?.window ? session.token : null
  if (live && live.token !== token) {
    live.leave()
    live = null
  }
  if (!live && token) {
    live = new LiveWindow(token)
    live.start()
  }
  return live
}

/** After the line was closed for good (another tab took it over): begins again here. */
export function liveWindowAgain(): LiveWindow | null {
  live?.leave()
  live = null
  return liveWindow()
}

sessionEvents.addEventListener('change', () => { liveWindow() })
