import type { Readiness } from '#protocol/hearing-events.ts'
import { measureRoundTrip } from '../api.ts'
import { DeviceError, listDevices, openCamera, openMicrophone } from './capture.ts'
import type { DeviceList, DeviceProblem } from './capture.ts'
import { cutOut } from './cut-out.ts'
import type { Cutout } from './cut-out.ts'
import { prefer, preferences } from './preferences.ts'
import type { CutChoice } from './preferences.ts'
import { playBackVoice, playTestTone, watchLevel } from './sound.ts'

export type CheckState = 'pending' | 'running' | 'ok' | 'none' | 'failed'

/** A voice this loud (dBFS) shows that the microphone works. */
const VOICE_DBFS = -45
const GOOD_MS = 120
const FAIR_MS = 350

/** The checks before a hearing; fires `change`. Its result is what the clerk sees. */
export class DeviceTest extends EventTarget {
  camera: CheckState = 'pending'
  microphone: CheckState = 'pending'
  speaker: CheckState = 'pending'
  network: Readiness['network'] | 'pending' | 'running' = 'pending'
  roundTripMs: number | null = null
  problems: { camera?: DeviceProblem; microphone?: DeviceProblem } = {}
  devices: DeviceList = { videoinput: [], audioinput: [], audiooutput: [] }
  cutout: Cutout | null = null
  level = -80
  voice: 'idle' | 'recording' | 'playing' = 'idle'
  tonePlaying = false

  #cameraTrack: MediaStreamTrack | null = null
  #microphoneTrack: MediaStreamTrack | null = null
  #stopLevel: (() => void) | null = null
  #stopped = false

  async start(): Promise<void> {
    const { useCamera, useMicrophone } = preferences()
    await Promise.all([this.testNetwork(), useCamera ? this.testCamera() : null, useMicrophone ? this.testMicrophone() : null])
    this.devices = await listDevices()
    this.#changed()
  }

  async testCamera(): Promise<void> {
    this.#closeCamera()
    prefer({ useCamera: true })
    this.#set({ camera: 'running' })
    try {
      const track = await openCamera(preferences().cameraId)
      if (this.#stopped) return track.stop()
      this.#cameraTrack = track
      this.cutout = await cutOut(track, preferences().cut, () => this.#changed())
      if (this.#stopped) return this.#closeCamera()
      delete this.problems.camera
      this.#set({ camera: 'ok' })
    } catch (error) {
      this.#closeCamera()
      this.problems.camera = problemOf(error)
      this.#set({ camera: 'failed' })
    }
  }

  async testMicrophone(): Promise<void> {
    this.#closeMicrophone()
    prefer({ useMicrophone: true })
    this.#set({ microphone: 'running' })
    try {
      const track = await openMicrophone(preferences().microphoneId)
      if (this.#stopped) return track.stop()
      this.#microphoneTrack = track
      this.#stopLevel = watchLevel(track, (dbfs) => {
        this.level = dbfs
        if (dbfs > VOICE_DBFS && this.microphone === 'running') this.microphone = 'ok'
        this.#changed()
      })
      delete this.problems.microphone
      this.#changed()
    } catch (error) {
      this.problems.microphone = problemOf(error)
      this.#set({ microphone: 'failed' })
    }
  }

  async testNetwork(): Promise<void> {
    this.#set({ network: 'running' })
    try {
      const ms = await measureRoundTrip()
      this.roundTripMs = Math.round(ms)
      this.#set({ network: ms < GOOD_MS ? 'good' : ms < FAIR_MS ? 'fair' : 'poor' })
    } catch {
      this.roundTripMs = null
      this.#set({ network: 'failed' })
    }
  }

  async playTone(): Promise<void> {
    this.tonePlaying = true
    this.#set({ speaker: 'running' })
    await playTestTone(preferences().speakerId)
    this.tonePlaying = false
    this.#changed()
  }

  answerTone(heard: boolean): void {
    this.#set({ speaker: heard ? 'ok' : 'failed' })
  }

  async hearMyself(): Promise<void> {
    if (!this.#microphoneTrack) return
    try {
      await playBackVoice(this.#microphoneTrack, 3, (phase) => this.#set({ voice: phase }))
    } finally {
      this.#set({ voice: 'idle' })
    }
  }

  doWithout(device: 'camera' | 'microphone'): void {
    if (device === 'camera') {
      this.#closeCamera()
      prefer({ useCamera: false })
      delete this.problems.camera
      return this.#set({ camera: 'none' })
    }
    this.#closeMicrophone()
    prefer({ useMicrophone: false })
    delete this.problems.microphone
    this.#set({ microphone: 'none' })
  }

  setCut(cut: CutChoice): void {
    prefer({ cut })
    this.cutout?.setMode(cut)
    this.#changed()
  }

  /** What is kept for the clerk's list. */
  result(): Readiness {
    const device = (state: CheckState): Readiness['camera'] => (state === 'failed' ? 'failed' : state === 'ok' || state === 'running' ? 'ok' : 'none')
    const mode = this.cutout?.status.mode
    return {
      camera: device(this.camera),
      microphone: device(this.microphone),
      speaker: this.speaker === 'failed' ? 'failed' : this.speaker === 'ok' ? 'ok' : 'none',
      network: this.network === 'pending' || this.network === 'running' ? 'fair' : this.network,
      cutout: mode === 'key' || mode === 'segment' || mode === 'tile' ? mode : mode === 'still' ? 'segment' : 'none',
      note: '',
    }
  }

  stop(): void {
    this.#stopped = true
    this.#closeCamera()
    this.#closeMicrophone()
  }

  #closeCamera(): void {
    this.cutout?.stop()
    this.cutout = null
    this.#cameraTrack?.stop()
    this.#cameraTrack = null
  }

  #closeMicrophone(): void {
    this.#stopLevel?.()
    this.#stopLevel = null
    this.#microphoneTrack?.stop()
    this.#microphoneTrack = null
    this.level = -80
  }

  #set(changes: Partial<Pick<DeviceTest, 'camera' | 'microphone' | 'speaker' | 'network' | 'voice'>>): void {
    Object.assign(this, changes)
    this.#changed()
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'))
  }
}

function problemOf(error: unknown): DeviceProblem {
  if (error instanceof DeviceError) return error.problem
  console.warn(error)
  return 'failed'
}
