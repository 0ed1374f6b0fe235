import { DeviceError } from '../../devices/capture.ts'

const STORED = 'tongting.documentCamera'
/** A document camera at the centre gives more than a talk needs; whatever it has is asked for. */
const WISHES: MediaTrackConstraints = { width: { ideal: 4096 }, height: { ideal: 3072 }, frameRate: { ideal: 15, max: 15 } }

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
