import { speak } from '../counter/speech.ts'
import { comfort } from './comfort.ts'

let told = ''
/** What the page now shown says; read aloud once, and only to whoever has asked for it. */
export function narrate(words: string): void {
  if (words === told) return
  told = words
  if (comfort().voice) speak(words)
}
export const narrateAgain = (): void => speak(told)
export const forgetNarration = (): void => { told = '' }
