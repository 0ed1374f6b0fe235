import { STRIKE_MS } from './draw/props.ts'

let context: AudioContext | null = null

/**
 * Wood on wood, synthesised: a click, a short knock of three partials, and the block's dull answer, `strikes` times in
 * step with the gavel's motion. Silent when the browser does not let the page make a sound yet.
 */
export function playGavel(strikes: number, volume = 0.8): void {
  context ??= new AudioContext()
  const audio = context
  void audio.resume().catch(() => undefined)
  for (let i = 0; i < strikes; i++) {
    const at = audio.currentTime + (i * STRIKE_MS + STRIKE_MS * 0.66) / 1000
    for (const [frequency, decay, gain] of [[210, 0.16, 0.9], [540, 0.09, 0.5], [1240, 0.045, 0.28], [96, 0.22, 0.6]] as const) {
      const tone = audio.createOscillator()
      const level = audio.createGain()
      tone.frequency.setValueAtTime(frequency * 1.25, at)
      tone.frequency.exponentialRampToValueAtTime(frequency, at + 0.02)
      level.gain.setValueAtTime(0.0001, at)
      level.gain.exponentialRampToValueAtTime(gain * volume, at + 0.002)
      level.gain.exponentialRampToValueAtTime(0.0001, at + decay)
      tone.connect(level).connect(audio.destination)
      tone.start(at)
      tone.stop(at + decay + 0.02)
    }
  }
}
