import { DeviceError } from '../../devices/capture.ts'

const STORED = 'tongting.documentCamera'
/** A document camera at the centre gives more than a talk needs; whatever it has is asked for. */
const WIDEST = 4096
const WISHES: MediaTrackConstraints = { width: { ideal: WIDEST }, height: { ideal: 3072 }, frameRate: { ideal: 15, max: 15 } }

export const rememberedDevice = (kind: 'paper' | 'face'): string | null => {
  try {
    return localStorage.getItem(`${STORED}.${kind}`)
  } catch {
    return null
  }
}

export function rememberDevice(kind: 'paper' | 'face', deviceId: string): void {
  try {
    localStorage.setItem(`${STORED}.${kind}`, deviceId)
  } catch {
    // Chosen again the next time.
  }
}

/**
 * The camera for papers (at first the one at the back of a phone) or for the face, as large as it can.
 * @throws DeviceError
 */
export async function openStillCamera(kind: 'paper' | 'face', deviceId: string | null): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) throw new DeviceError('insecure')
  const facing = { facingMode: { ideal: kind === 'paper' ? 'environment' : 'user' } }
  const tries: MediaTrackConstraints[] = [...(deviceId ? [{ ...WISHES, deviceId: { exact: deviceId } }] : []), { ...WISHES, ...facing }]
  let problem: unknown
  for (const video of tries) {
    try {
      const track = (await navigator.mediaDevices.getUserMedia({ video })).getVideoTracks()[0]
      if (track) {
        track.contentHint = kind === 'paper' ? 'detail' : ''
        return track
      }
    } catch (error) {
      problem = error
    }
  }
  const name = problem instanceof DOMException ? problem.name : ''
  throw new DeviceError(name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : name === 'NotReadableError' ? 'busy' : 'failed')
}

const FREED_WITHIN_MS = 2_000
const LOOK_EVERY_MS = 250

/**
 * The same device again after the talk has let it go. A browser frees a camera some moments after its last reader has,
 * and until then gives the former reader's small picture.
 * @throws DeviceError
 */
export async function openFreedCamera(kind: 'paper' | 'face', deviceId: string): Promise<MediaStreamTrack> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const track = await openStillCamera(kind, deviceId)
    if (waited >= FREED_WITHIN_MS || givesAll(track)) return track
    track.stop()
    await new Promise((resolve) => { setTimeout(resolve, LOOK_EVERY_MS) })
  }
}

/** Whether the picture is as wide as the device can make it, or as wide as was asked for. */
function givesAll(track: MediaStreamTrack): boolean {
  const most = track.getCapabilities?.().width?.max
  return most === undefined || (track.getSettings().width ?? 0) >= Math.min(most, WIDEST) * 0.9
}
