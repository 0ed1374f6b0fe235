/** What a moment's statistics of the sending connection say of this device. Seconds. */
export type SoundSample = {
  at: number
  /** Sound taken from the microphone so far; null where there is none or the browser does not count it. */
  captured: number | null
  /** For how long the picture's encoder has been short of processor time so far. */
  encoderStarved: number
}

/** Below this share of real time the microphone's sound is being dropped. */
const CAPTURE_SHARE = 0.9
const STARVED_SHARE = 0.5

/** Whether, between two samples, sound was lost on this device or the encoder mostly lacked the processor. */
export function soundSuffers(before: SoundSample, after: SoundSample): boolean {
  const seconds = after.at - before.at
  if (seconds <= 0) return false
  // A microphone that was opened or closed in between starts its count anew.
  if (before.captured !== null && after.captured !== null && after.captured > before.captured && after.captured - before.captured < seconds * CAPTURE_SHARE) return true
  return after.encoderStarved - before.encoderStarved > seconds * STARVED_SHARE
}

type Report = { type: string; kind?: string; timestamp: number; totalSamplesDuration?: number; qualityLimitationDurations?: Record<string, number> }

export function readSample(stats: RTCStatsReport): SoundSample {
  const sample: SoundSample = { at: 0, captured: null, encoderStarved: 0 }
  for (const report of stats.values() as Iterable<Report>) {
    sample.at = Math.max(sample.at, report.timestamp / 1000)
    if (report.type === 'media-source' && report.kind === 'audio') sample.captured = report.totalSamplesDuration ?? null
    // Layers of one picture are starved together: the worst speaks for all.
    if (report.type === 'outbound-rtp' && report.kind === 'video') sample.encoderStarved = Math.max(sample.encoderStarved, report.qualityLimitationDurations?.['cpu'] ?? 0)
  }
  return sample
}

const EVERY_MS = 3000

/** Looks every few seconds and calls `onSuffer`. @returns a function that stops it */
export function watchSound(stats: () => Promise<RTCStatsReport | null>, onSuffer: () => void): () => void {
  let before: SoundSample | null = null
  const timer = setInterval(() => {
    stats().then((report) => {
      const after = report && readSample(report)
      if (before && after && soundSuffers(before, after)) onSuffer()
      before = after
    }, () => {
      before = null
    })
  }, EVERY_MS)
  return () => clearInterval(timer)
}
