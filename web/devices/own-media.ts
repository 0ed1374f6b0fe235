import { AppError } from '#protocol/errors.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { TrackDescription } from '#protocol/media.ts'
import type { PersonId } from '#protocol/ids.ts'
import { DeviceError, openCamera, openMicrophone, openScreen } from './capture.ts'
import type { DeviceProblem } from './capture.ts'
import { cutOut } from './cut-out.ts'
import type { Cutout } from './cut-out.ts'
import { prefer, preferences } from './preferences.ts'
import type { CutChoice } from './preferences.ts'
import { watchSound } from './sound-health.ts'

type Switches = { microphoneOn: boolean; cameraOn: boolean; withMicrophone: boolean; withCamera: boolean; uncutFor?: PersonId | null }
type SwitchCommand =
  | { type: 'setMicrophone'; on: boolean } | { type: 'setCamera'; on: boolean }
  | { type: 'setPresentation'; on: boolean; kind?: 'screen' | 'document' }
/** The conversation somebody's devices belong to: a hearing, or a call over a counter. */
export type MediaHome = EventTarget & {
  readonly me: PersonId
  readonly view: { people: Record<PersonId, Switches> } | null
  command(command: SwitchCommand): Promise<void>
  publish(source: MediaSource, track: MediaStreamTrack, description: TrackDescription): Promise<void>
  describe(source: MediaSource, description: TrackDescription): Promise<void>
  unpublish(source: MediaSource): Promise<void>
  sendingStats(): Promise<RTCStatsReport | null>
}

const PLAIN: TrackDescription = { layout: 'plain', cutout: 'none' }
/** A camera that has given nothing by then gives nothing at all, ms; so often it is opened anew. */
const PICTURE_WITHIN_MS = 12_000
const OPEN_ANEW = 2

/**
 * This person's own camera, microphone and screen during a hearing or a call. Opens devices, has the person cut out, hands tracks
 * to the connection. The switches themselves (on, off, muted by the court) are the server's: lesson 5. Fires `change`.
 */
export class OwnMedia extends EventTarget {
  problems: Partial<Record<MediaSource, DeviceProblem>> = {}
  cutout: Cutout | null = null
  cameraTrack: MediaStreamTrack | null = null
  microphoneTrack: MediaStreamTrack | null = null
  presentationTrack: MediaStreamTrack | null = null
  /** The browser took the device away for a while, e.g. for a telephone call (lesson 4). */
  interrupted = false

  readonly #live: MediaHome
  /** How the picture is cut at present: the person's choice, unless the judge has asked for it uncut. */
  #way: CutChoice = preferences().cut
  readonly #stopWatching: () => void
  #stopped = false
  #openedAnew = 0
  #described = ''
  /** Tracks handed to the connection. */
  readonly #offered = new Map<MediaSource, MediaStreamTrack>()

  constructor(live: MediaHome) {
    super()
    this.#live = live
    document.addEventListener('visibilitychange', this.#awake)
    live.addEventListener('change', this.#followCourt)
    // Sound goes before picture: where it suffers, less is cut.
    this.#stopWatching = watchSound(() => live.sendingStats(), () => this.cutout?.press())
  }

  /** Opens what the person chose in the device test; what fails is a problem shown, never a way barred (lesson 20). */
  async begin(): Promise<void> {
    const { useCamera, useMicrophone } = preferences()
    await Promise.all([useMicrophone ? this.openMicrophone() : null, useCamera ? this.openCamera() : null])
  }

  async openCamera(): Promise<boolean> {
    return this.#opening('camera', async () => {
      const { cameraId } = preferences()
      const track = await openCamera(cameraId)
      if (this.#stopped) return track.stop()
      this.#closeCamera()
      this.cameraTrack = track
      this.#watch(track, 'camera')
      const way = this.#wanted()
      let hasPicture = false
      const cutout = await cutOut(track, way, () => {
        hasPicture = true
        this.#changed()
        if (this.cutout === cutout) this.#describe(cutout)
      })
      if (this.#stopped || this.cameraTrack !== track) return cutout.stop()
      this.cutout = cutout
      // The court, or the person, may have chosen otherwise meanwhile.
      this.#way = way
      this.#followCourt()
      this.#offer('camera')
      if (cutout.description.layout === 'stacked') setTimeout(() => this.#expectPicture(track, hasPicture), PICTURE_WITHIN_MS)
    })
  }

  /** A device that was opened and gives nothing is opened anew, then named as the problem: nobody sits unseen without knowing. */
  #expectPicture(track: MediaStreamTrack, hasPicture: boolean): void {
    if (hasPicture) this.#openedAnew = 0
    // Put away, or taken by a telephone call: it comes back by itself.
    if (hasPicture || this.#stopped || this.cameraTrack !== track || track.muted || track.readyState === 'ended') return
    if (this.#openedAnew++ < OPEN_ANEW) return void this.openCamera()
    this.#openedAnew = 0
    this.problems.camera = 'failed'
    this.#changed()
  }

  async openMicrophone(): Promise<boolean> {
    return this.#opening('microphone', async () => {
      const track = await openMicrophone(preferences().microphoneId)
      if (this.#stopped) return track.stop()
      this.microphoneTrack?.stop()
      this.microphoneTrack = track
      this.#watch(track, 'microphone')
      this.#offer('microphone')
    })
  }

  /** @throws AppError when the court does not allow it now */
  async toggleMicrophone(): Promise<void> {
    if (this.#cameWithout('microphone')) return
    const on = !this.#live.view?.people[this.#live.me]?.microphoneOn
    if (on && this.microphoneTrack?.readyState !== 'live' && !(await this.openMicrophone())) return
    await this.#live.command({ type: 'setMicrophone', on })
  }

  async toggleCamera(): Promise<void> {
    if (this.#cameWithout('camera')) return
    const on = !this.#live.view?.people[this.#live.me]?.cameraOn
    if (on && this.cameraTrack?.readyState !== 'live' && !(await this.openCamera())) return
    await this.#live.command({ type: 'setCamera', on })
    // The lamp beside the lens goes out when the person has switched the camera off.
    if (!on) {
      this.#closeCamera()
      this.#offer('camera')
      this.#changed()
    }
  }

  /** Shows a screen or window to the court, or takes it back. */
  async togglePresentation(): Promise<void> {
    if (this.presentationTrack) return this.#endPresentation()
    const track = await openScreen()
    if (track) await this.present(track, 'screen')
  }

  /** Shows a track of one's own making to the court, in place of what one showed before. The track ends when it is refused. */
  async present(track: MediaStreamTrack, kind: 'screen' | 'document'): Promise<void> {
    if (this.presentationTrack) await this.#endPresentation()
    try {
      await this.#live.command({ type: 'setPresentation', on: true, kind })
    } catch (error) {
      track.stop()
      throw error
    }
    this.presentationTrack = track
    track.addEventListener('ended', () => void this.#endPresentation().catch(() => undefined), { once: true })
    this.#offer('presentation')
    this.#changed()
  }

  /** Gives the camera up for a while to whoever needs the device for itself. @returns what takes it back */
  lendCamera(): () => void {
    if (!this.cameraTrack) return () => undefined
    this.#closeCamera()
    this.#offer('camera')
    this.#changed()
    return () => {
      if (!this.#stopped && this.#live.view?.people[this.#live.me]?.cameraOn) void this.openCamera()
    }
  }

  setCut(cut: CutChoice): void {
    prefer({ cut })
    this.#followCourt()
    this.#changed()
  }

  stop(): void {
    this.#stopped = true
    document.removeEventListener('visibilitychange', this.#awake)
    this.#live.removeEventListener('change', this.#followCourt)
    this.#stopWatching()
    this.#closeCamera()
    this.microphoneTrack?.stop()
    this.presentationTrack?.stop()
  }

  async #endPresentation(): Promise<void> {
    const track = this.presentationTrack
    this.presentationTrack = null
    track?.stop()
    this.#changed()
    this.#offer('presentation')
    await this.#live.command({ type: 'setPresentation', on: false })
  }

  async #opening(source: MediaSource, work: () => Promise<void>): Promise<boolean> {
    try {
      await work()
      delete this.problems[source]
      return true
    } catch (error) {
      if (!(error instanceof DeviceError)) console.warn(source, error)
      this.problems[source] = error instanceof DeviceError ? error.problem : 'failed'
      return false
    } finally {
      this.#changed()
    }
  }

  /** Uncut is the stacked track with a full matte: no other track, no renegotiation, every receiver draws it framed. */
  #wanted(): CutChoice {
    const me = this.#live.view?.people[this.#live.me]
    return me?.uncutFor ? 'tile' : preferences().cut
  }

  readonly #followCourt = (): void => {
    const way = this.#wanted()
    if (way === this.#way) return
    this.#way = way
    this.cutout?.setMode(way)
  }

  /** Status comes twice a second; the court is told only what has changed. */
  #describe(cutout: Cutout): void {
    const { cutout: way, layout } = cutout.description
    if (this.#described === `${layout}/${way}`) return
    this.#described = `${layout}/${way}`
    this.#tell(() => this.#live.describe('camera', cutout.description))
  }

  /** Sending is retried by the connection itself; a refusal by the court is not an error of the device. */
  #tell(work: () => Promise<void>, onFailed?: () => void): void {
    work().catch((error: unknown) => {
      onFailed?.()
      if (!(error instanceof AppError)) console.warn('own media', error)
    })
  }

  #watch(track: MediaStreamTrack, source: 'camera' | 'microphone'): void {
    const isMine = (): boolean => (source === 'camera' ? this.cameraTrack : this.microphoneTrack) === track
    track.addEventListener('ended', () => {
      if (this.#stopped || !isMine()) return
      this.problems[source] = 'missing'
      this.#changed()
    })
    for (const type of ['mute', 'unmute'] as const) {
      track.addEventListener(type, () => {
        if (!isMine()) return
        this.interrupted = type === 'mute'
        this.#changed()
      })
    }
  }

  /**
   * Who joined without a device has no place for its track in this connection: the page joins anew with it. Fires `rejoin`.
   */
  #cameWithout(device: 'camera' | 'microphone'): boolean {
    const me = this.#live.view?.people[this.#live.me]
    if (!me || (device === 'camera' ? me.withCamera : me.withMicrophone)) return false
    prefer(device === 'camera' ? { useCamera: true } : { useMicrophone: true })
    this.dispatchEvent(new CustomEvent('rejoin', { detail: device }))
    return true
  }

  /** Hands a track to the connection, or takes it back; when it may leave the device is the connection's business. */
  #offer(source: MediaSource): void {
    const own = this.#own(source)
    if (own) {
      if (this.#offered.get(source) === own.track) return
      this.#offered.set(source, own.track)
      this.#tell(() => this.#live.publish(source, own.track, own.description), () => this.#offered.delete(source))
    } else if (this.#offered.delete(source)) this.#tell(() => this.#live.unpublish(source))
  }

  #own(source: MediaSource): { track: MediaStreamTrack; description: TrackDescription } | null {
    if (source === 'camera') return this.cutout && { track: this.cutout.track, description: this.cutout.description }
    const track = source === 'microphone' ? this.microphoneTrack : this.presentationTrack
    return track && { track, description: PLAIN }
  }

  /** A phone that was put away has often lost its devices: ask for them again (lesson 3). */
  readonly #awake = (): void => {
    if (document.visibilityState !== 'visible' || this.#stopped) return
    const me = this.#live.view?.people[this.#live.me]
    if (this.cameraTrack?.readyState === 'ended' && me?.cameraOn) void this.openCamera()
    if (this.microphoneTrack?.readyState === 'ended' && me?.microphoneOn) void this.openMicrophone()
  }

  #closeCamera(): void {
    this.cutout?.stop()
    this.cutout = null
    this.cameraTrack?.stop()
    this.cameraTrack = null
    // The next track begins as what it is at first, whatever the last one had become.
    this.#described = ''
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}
