import { keepNoHistory } from '../../../router.ts'

const STORED = 'tongting.terminal'

/** The code of the service centre's terminal that this tab is; null for people's own devices. */
export function terminal(): string | null {
  try {
    return sessionStorage.getItem(STORED)
  } catch {
    return null
  }
}

/** Makes this tab a terminal: it keeps no history from now on. */
export function becomeTerminal(code: string): void {
  sessionStorage.setItem(STORED, code)
  keepNoHistory()
}

if (terminal() !== null) keepNoHistory()

/** What stays when a citizen goes: which terminal this is, and how the tab was set up. */
const LASTING = [STORED, 'tongting.flags']

export function forgetAllButTerminal(): void {
  for (const name of Object.keys(sessionStorage)) if (!LASTING.includes(name)) sessionStorage.removeItem(name)
}
