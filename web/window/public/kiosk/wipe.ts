import { signOut } from '../../../api.ts'
import { setLanguage } from '../../../i18n/index.ts'
import { go } from '../../../router.ts'
import { keepSession } from '../../../session.ts'
import { forgetPictures } from '../../counter/page-pictures.ts'
import { plainComfort } from '../comfort.ts'
import { forgetNarration } from '../narration.ts'
import { beSilent } from '../../counter/speech.ts'
import { forgetAllButTerminal } from './terminal.ts'

/** The next citizen does not wait for a server that does not answer, ms. */
const WITHIN_MS = 2_500
/** Where a terminal stands between two citizens. */
const START = '/window/kiosk'

const within = <T>(work: Promise<T>): Promise<T | null> => Promise.race([work.catch(() => null), new Promise<null>((resolve) => setTimeout(() => resolve(null), WITHIN_MS))])

/**
 * Ends one citizen's session at a terminal: the token is revoked, the line closed, the tab's storage, pictures, open
 * dialogs and comforts are gone, and the page itself is loaded anew, so that nothing is left in memory either. The tab
 * keeps no history to go back into (router: keepNoHistory).
 */
export async function wipe(): Promise<void> {
  beSilent()
  forgetNarration()
  const revoked = within(signOut())
  keepSession(null)
  forgetAllButTerminal()
  forgetPictures()
  plainComfort()
  setLanguage('zh')
  for (const dialog of document.querySelectorAll('body > :not(tt-app, script, noscript)')) dialog.remove()
  go(START, { replace: true })
  await revoked
  // Without the server a new page could not come; then the empty one stays.
  const isThere = await within(fetch('/healthz', { cache: 'no-store' }))
  if (isThere) location.replace(START)
}
