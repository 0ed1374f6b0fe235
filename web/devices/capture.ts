import { flags } from '../flags.ts'

/** Why a device could not be had, in terms a person can act on. */
export type DeviceProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'failed'

export class DeviceError extends Error {
  readonly problem: DeviceProblem
  constructor(problem: DeviceProblem) {
    super(problem)
    this.problem = problem
  }
}

const CAPTURE_WIDTH = 640
const CAPTURE_FPS = 15

/** @throws DeviceError */
export const openCamera = (deviceId: string | null): Promise<MediaStreamTrack> => {
  const width = flags().width ?? CAPTURE_WIDTH
  return openTrack('video', deviceId, {
    width: { ideal: width }, height: { ideal: Math.round((width * 9) / 16) }, frameRate: { ideal: flags().fps ?? CAPTURE_FPS },
  })
}

/** @throws DeviceError */
export const openMicrophone = (deviceId: string | null): Promise<MediaStreamTrack> =>
  openTrack('audio', deviceId, { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 })

/**
 * The picture of a screen, a window or a tab.
 * @returns null when the person changed their mind
 * @throws DeviceError
 */
export async function openScreen(): Promise<MediaStreamTrack | null> {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 10 } }, audio: false })
    const track = stream.getVideoTracks()[0] ?? null
    if (track) track.contentHint = 'detail'
    return track
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotAllowedError') return null
    throw asDeviceError(error)
  }
}

async function openTrack(kind: 'audio' | 'video', deviceId: string | null, wishes: MediaTrackConstraints): Promise<MediaStreamTrack> {
  if (!navigator.mediaDevices) throw new DeviceError('insecure')
  const ask = async (constraints: MediaTrackConstraints): Promise<MediaStreamTrack> => {
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: constraints })
    const track = stream.getTracks()[0]
    if (!track) throw new DeviceError('missing')
    return track
  }
  try {
    return await ask(deviceId ? { ...wishes, deviceId: { exact: deviceId } } : wishes)
  } catch (error) {
    // The chosen device may have been unplugged since: any other will do.
    if (deviceId && error instanceof DOMException && (error.name === 'OverconstrainedError' || error.name === 'NotFoundError')) {
      return ask(wishes).catch((again: unknown) => { throw asDeviceError(again) })
    }
    throw asDeviceError(error)
  }
}

function asDeviceError(error: unknown): DeviceError {
  if (error instanceof DeviceError) return error
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return new DeviceError('denied')
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return new DeviceError('missing')
  if (name === 'NotReadableError' || name === 'AbortError') return new DeviceError('busy')
  return new DeviceError('failed')
}

export type DeviceList = Record<'videoinput' | 'audioinput' | 'audiooutput', MediaDeviceInfo[]>

export async function listDevices(): Promise<DeviceList> {
  const list: DeviceList = { videoinput: [], audioinput: [], audiooutput: [] }
  for (const device of (await navigator.mediaDevices?.enumerateDevices()) ?? []) if (device.deviceId) list[device.kind].push(device)
  return list
}
