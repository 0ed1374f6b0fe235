import { writeFile } from 'node:fs/promises'

export type Voice = { pitchHz: number; /** First two formants in Hz: what makes one voice unlike another. */ formantsHz: [number, number] }

export const VOICES: Voice[] = [
  { pitchHz: 110, formantsHz: [700, 1200] },
  { pitchHz: 205, formantsHz: [850, 1750] },
  { pitchHz: 128, formantsHz: [500, 1500] },
  { pitchHz: 230, formantsHz: [600, 1900] },
  { pitchHz: 96, formantsHz: [650, 1050] },
  { pitchHz: 190, formantsHz: [750, 1600] },
  { pitchHz: 140, formantsHz: [450, 1350] },
  { pitchHz: 118, formantsHz: [550, 1700] },
]

const SAMPLE_RATE = 48_000

/** Writes `seconds` of speech-like sound (glottal pulses through two formants, syllables of 220 ms) as mono 16-bit WAV. */
export async function writeFakeVoice(file: string, voice: Voice, seconds: number): Promise<void> {
  const samples = new Int16Array(Math.round(seconds * SAMPLE_RATE))
  const filters = voice.formantsHz.map((hz) => resonator(hz, 90))
  let phase = 0
  for (let i = 0; i < samples.length; i++) {
    const t = i / SAMPLE_RATE
    const syllable = Math.max(0, Math.sin((Math.PI * t) / 0.22)) * (Math.floor(t / 0.22) % 5 === 4 ? 0 : 1)
    phase += (voice.pitchHz * (1 + 0.03 * Math.sin(2 * Math.PI * 3 * t))) / SAMPLE_RATE
    const pulse = phase >= 1 ? 1 : 0
    if (phase >= 1) phase -= 1
    const sound = filters.reduce((sum, filter) => sum + filter(pulse), 0)
    samples[i] = Math.max(-32_000, Math.min(32_000, sound * syllable * 9_000))
  }
  await writeFile(file, Buffer.concat([wavHeader(samples.byteLength), Buffer.from(samples.buffer)]))
}

/** Two-pole resonance at `hz` with `bandwidthHz`. */
function resonator(hz: number, bandwidthHz: number): (input: number) => number {
  const r = Math.exp((-Math.PI * bandwidthHz) / SAMPLE_RATE)
  const a = 2 * r * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE)
  let y1 = 0
  let y2 = 0
  return (input) => {
    const y = input + a * y1 - r * r * y2
    y2 = y1
    y1 = y
    return y * 0.2
  }
}

function wavHeader(dataBytes: number): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + dataBytes, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(SAMPLE_RATE, 24)
  header.writeUInt32LE(SAMPLE_RATE * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(dataBytes, 40)
  return header
}
