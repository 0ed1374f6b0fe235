import { language } from '../../i18n/index.ts'

/** Slower than people read, in speechSynthesis' measure where 1 is its usual rate. */
const RATE = 0.9

let voices: SpeechSynthesisVoice[] = []
const synthesis = (): SpeechSynthesis | null => ('speechSynthesis' in globalThis ? speechSynthesis : null)

/** Fires `change` when voices have come or gone. */
export const speechEvents = new EventTarget()

function listen(): void {
  // Voices that speak through a server would carry names and numbers out of the house.
  voices = synthesis()?.getVoices().filter(({ localService }) => localService) ?? []
  speechEvents.dispatchEvent(new Event('change'))
}
synthesis()?.addEventListener('voiceschanged', listen)
listen()

const voiceFor = (tag: 'zh' | 'en'): SpeechSynthesisVoice | null =>
  voices.find(({ lang }) => (tag === 'zh' ? /^(zh|cmn)[-_]?(CN|Hans)?$/i.test(lang) : /^en/i.test(lang))) ?? voices.find(({ lang }) => lang.toLowerCase().startsWith(tag)) ?? null

/** Whether this device has a voice of its own for the language now chosen. */
export const canSpeak = (): boolean => voiceFor(language()) !== null

/** Says it now, over whatever was being said. Nothing happens where there is no voice. */
export function speak(words: string, tag: 'zh' | 'en' = language()): void {
  const voice = voiceFor(tag)
  const speaker = synthesis()
  if (!voice || !speaker || words.trim() === '') return
  speaker.cancel()
  const saying = new SpeechSynthesisUtterance(words)
  Object.assign(saying, { voice, lang: voice.lang, rate: RATE })
  speaker.speak(saying)
}

export const beSilent = (): void => synthesis()?.cancel()

let sounds: AudioContext | null = null

/** Two tones, as a hall calls: heard before the words are. Resolves when they have faded. */
export async function chime(): Promise<void> {
  try {
    sounds ??= new AudioContext()
    if (sounds.state === 'suspended') await Promise.race([sounds.resume(), new Promise((resolve) => setTimeout(resolve, 300))])
    if (sounds.state !== 'running') return
    const begin = sounds.currentTime + 0.02
    for (const [at, hertz] of [[0, 784], [0.42, 587]] as const) tone(sounds, begin + at, hertz)
    await new Promise((resolve) => setTimeout(resolve, 1_200))
  } catch (error) {
    console.warn('chime', error)
  }
}

function tone(context: AudioContext, at: number, hertz: number): void {
  const [source, level] = [context.createOscillator(), context.createGain()]
  source.frequency.value = hertz
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(0.35, at + 0.02)
  level.gain.exponentialRampToValueAtTime(0.001, at + 0.8)
  source.connect(level).connect(context.destination)
  source.start(at)
  source.stop(at + 0.85)
}
