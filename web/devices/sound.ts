/** One audio graph for the whole tab: browsers allow few, and each needs the person's first touch to start. */
let shared: AudioContext | null = null

export function audioContext(): AudioContext {
  shared ??= new AudioContext()
  if (shared.state === 'suspended') shared.resume().catch(() => undefined)
  return shared
}

const SILENCE_DBFS = -80

/**
 * Reports how loud a microphone is, in dBFS (−80 … 0), about 15 times a second.
 * @returns stops watching
 */
export function watchLevel(track: MediaStreamTrack, onLevel: (dbfs: number) => void): () => void {
  const context = audioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    let sum = 0
    for (const sample of samples) sum += sample * sample
    onLevel(Math.max(SILENCE_DBFS, 10 * Math.log10(sum / samples.length + 1e-12)))
  }, 66)
  return () => {
    clearInterval(timer)
    source.disconnect()
  }
}

/** A bell-like tone of three notes, to try the loudspeaker with. */
export async function playTestTone(speakerId: string | null): Promise<void> {
  const context = audioContext()
  await chooseSpeaker(context, speakerId)
  const from = context.currentTime + 0.05
  for (const [index, hz] of [523.25, 659.25, 783.99].entries()) {
    const at = from + index * 0.45
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hz })
    const gain = new GainNode(context, { gain: 0 })
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(0.28, at + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.9)
    tone.connect(gain).connect(context.destination)
    tone.start(at)
    tone.stop(at + 1)
  }
  await new Promise((resolve) => setTimeout(resolve, 1900))
}

async function chooseSpeaker(context: AudioContext, speakerId: string | null): Promise<void> {
  const choosable = context as AudioContext & { setSinkId?(id: string): Promise<void> }
  if (speakerId !== null) await choosable.setSinkId?.(speakerId).catch(() => undefined)
}

/** Records a few seconds of the microphone and plays them back: what others will hear. */
export async function playBackVoice(track: MediaStreamTrack, seconds: number, onPhase: (phase: 'recording' | 'playing') => void): Promise<void> {
  const recorder = new MediaRecorder(new MediaStream([track]))
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const stopped = new Promise((resolve) => { recorder.onstop = resolve })
  onPhase('recording')
  recorder.start()
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  recorder.stop()
  await stopped
  onPhase('playing')
  const context = audioContext()
  const recorded = await context.decodeAudioData(await new Blob(pieces, { type: recorder.mimeType }).arrayBuffer())
  const player = new AudioBufferSourceNode(context, { buffer: recorded })
  player.connect(context.destination)
  const ended = new Promise((resolve) => { player.onended = resolve })
  player.start()
  await ended
}
