import { UPLOAD_LIMITS } from '#protocol/uploads.ts'

/** Turned clockwise. */
export type Turn = 0 | 90 | 180 | 270
/** A photograph that waits for its sender's word; `bitmap` is as it came from the lens. */
export type Shot = { bitmap: ImageBitmap; /** As the camera made it, where it made a file. */ file: Blob | null }

type PhotoTaker = { takePhoto(): Promise<Blob> }
declare const ImageCapture: { new (track: MediaStreamTrack): PhotoTaker } | undefined

/** A camera that does not answer is read from its live picture instead; ms. */
const PHOTO_WITHIN_MS = 4_000
const QUALITY = [0.92, 0.82, 0.7]

/** Width and height after turning. */
export const turnedSize = (width: number, height: number, turn: Turn): { width: number; height: number } =>
  turn === 90 || turn === 270 ? { width: height, height: width } : { width, height }
export const turnedBy = (turn: Turn, by: 90 | -90): Turn => (((turn + by) % 360 + 360) % 360) as Turn

/**
 * The best picture this camera gives: its own photograph where it can take one that is larger than the stream, the
 * stream's frame at full size otherwise.
 * @throws Error when there is no frame at all
 */
export async function takeShot(track: MediaStreamTrack, video: HTMLVideoElement): Promise<Shot> {
  const photo = await photograph(track)
  const frame = await createImageBitmap(video).catch(() => null)
  if (photo && (!frame || photo.bitmap.width * photo.bitmap.height >= frame.width * frame.height)) return photo
  if (!frame) throw new Error('the camera gives no picture')
  return { bitmap: frame, file: null }
}

async function photograph(track: MediaStreamTrack): Promise<Shot | null> {
  if (typeof ImageCapture === 'undefined' || track.readyState !== 'live') return null
  try {
    const late = new Promise<never>((_, reject) => { setTimeout(() => reject(new Error('no photograph in time')), PHOTO_WITHIN_MS) })
    return await shotOf(await Promise.race([new ImageCapture(track).takePhoto(), late]))
  } catch {
    // Many cameras stream only; the frame serves.
    return null
  }
}

/** A photograph chosen as a file. @throws when it is no picture */
export async function shotOf(file: Blob): Promise<Shot> {
  return { bitmap: await createImageBitmap(file, { imageOrientation: 'from-image' }), file: ['image/jpeg', 'image/png'].includes(file.type) ? file : null }
}

/** What is sent: the camera's own file where nothing has been turned and it is not too large, a JPEG of full size otherwise. */
export async function stillFile({ bitmap, file }: Shot, turn: Turn): Promise<Blob> {
  if (file && turn === 0 && file.size <= UPLOAD_LIMITS.bytes) return file
  const canvas = document.createElement('canvas')
  drawTurned(canvas, bitmap, turn)
  for (const quality of QUALITY) {
    const still = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', quality) })
    if (still && still.size <= UPLOAD_LIMITS.bytes) return still
  }
  throw new Error('the picture cannot be made small enough')
}

export function drawTurned(canvas: HTMLCanvasElement, bitmap: ImageBitmap, turn: Turn): void {
  Object.assign(canvas, turnedSize(bitmap.width, bitmap.height, turn))
  const context = canvas.getContext('2d')
  if (!context) return
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turn * Math.PI) / 180)
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2)
}
