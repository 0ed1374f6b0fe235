import type { Readiness } from '#protocol/hearing-events.ts'
import { flags } from '../flags.ts'

export type CutChoice = 'auto' | 'key' | 'segment' | 'tile'

/** What the person chose in the device test, kept for this tab. */
export type Preferences = {
  cameraId: string | null
  microphoneId: string | null
  speakerId: string | null
  useCamera: boolean
  useMicrophone: boolean
  cut: CutChoice
  /** The result of the last test, sent to the clerk on joining. */
  readiness: Readiness | null
}

const STORED = 'tongting.devices'
const PLAIN: Preferences = {
  cameraId: null, microphoneId: null, speakerId: null, useCamera: true, useMicrophone: true, cut: 'auto', readiness: null,
}

export function preferences(): Preferences {
  const stored = readStored()
  const asked = flags()
  // What the person chooses later in this tab goes before what the address asked for at first.
  const first = { ...PLAIN, useCamera: asked.camera ?? PLAIN.useCamera, useMicrophone: asked.mic ?? PLAIN.useMicrophone, cut: asked.cut ?? PLAIN.cut }
  return { ...first, ...stored }
}

function readStored(): Partial<Preferences> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Partial<Preferences>
  } catch {
    // What cannot be read is as good as never chosen.
    return {}
  }
}

export function prefer(changes: Partial<Preferences>): void {
  sessionStorage.setItem(STORED, JSON.stringify({ ...readStored(), ...changes }))
}
