import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'

export type AttendeeOptions = {
  executablePath: string
  /** y4m or mjpeg file played as the camera; none = joins without a camera. */
  camera?: string
  /** WAV file played as the microphone. */
  voice?: string
  viewport?: { width: number; height: number }
  phone?: boolean
}

export type Timings = { joinAt: number | null; liveAt: number | null; firstRemoteFrameAt: number | null }
export type MediaStats = { videoFps: number; framesDecoded: number; audioReceived: boolean; inboundTracks: number }

/** The flags under which headless Chromium has cameras, sound and software WebGL, and never calls its maker. */
const FLAGS = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-gpu', '--enable-unsafe-swiftshader', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required', '--disable-background-timer-throttling', '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows', '--force-color-profile=srgb', '--lang=zh-CN', '--mute-audio',
]

/** One person at one device: a real browser process of its own, since a browser has only one fake camera. */
export class Attendee {
  readonly name: string
  readonly page: Page
  readonly errors: string[] = []
  readonly #browser: Browser
  readonly context: BrowserContext

  private constructor(name: string, browser: Browser, context: BrowserContext, page: Page) {
    this.name = name
    this.#browser = browser
    this.context = context
    this.page = page
    page.on('pageerror', (error) => this.errors.push(String(error)))
  }

  static async open(name: string, options: AttendeeOptions): Promise<Attendee> {
    const browser = await chromium.launch({
      executablePath: options.executablePath,
      headless: true,
      args: [
        ...FLAGS,
        ...(options.camera ? [`--use-file-for-fake-video-capture=${options.camera}`] : []),
        ...(options.voice ? [`--use-file-for-fake-audio-capture=${options.voice}`] : []),
      ],
    })
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 720 },
      locale: 'zh-CN',
      permissions: ['camera', 'microphone'],
      ...(options.phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
    })
    await context.addInitScript(collectPeerConnections)
    return new Attendee(name, browser, context, await context.newPage())
  }

  act(name: string, person?: string) {
    return this.page.locator(`[data-act="${name}"]${person ? `[data-person="${person}"]` : ''}`).first()
  }

  async click(name: string, person?: string, timeoutMs = 20_000): Promise<void> {
    await this.act(name, person).click({ timeout: timeoutMs })
  }

  /** What this browser receives at present, read from its own WebRTC statistics over `windowMs`. */
  async mediaStats(windowMs = 2000): Promise<MediaStats> {
    const before = await this.page.evaluate(readInbound)
    await this.page.waitForTimeout(windowMs)
    const after = await this.page.evaluate(readInbound)
    const rates = after.video.map((track) => {
      const earlier = before.video.find((other) => other.id === track.id)
      return earlier ? ((track.frames - earlier.frames) * 1000) / (after.now - before.now) : 0
    })
    return {
      videoFps: rates.length === 0 ? 0 : Math.round((rates.reduce((a, b) => a + b, 0) / rates.length) * 10) / 10,
      framesDecoded: after.video.reduce((sum, track) => sum + track.frames, 0),
      audioReceived: after.audioEnergy > 0,
      inboundTracks: after.video.length,
    }
  }

  /**
   * Resolves once pictures arrive on connections that are alive now: decoded frames have grown since the first look.
   * @throws Error when they do not within `withinMs`
   */
  async untilFramesFlow(withinMs = 40_000): Promise<void> {
    const deadline = performance.now() + withinMs
    let before: number | null = null
    for (;;) {
      const { video } = await this.page.evaluate(readInbound)
      const frames = video.reduce((sum, track) => sum + track.frames, 0)
      if (before !== null && frames > before) return
      // A new connection counts from zero again.
      before = frames
      if (performance.now() > deadline) throw new Error(`${this.name} receives no pictures`)
      await this.page.waitForTimeout(50)
    }
  }

  /** When this page asked to join, was live, and had decoded its first remote frame: ms since 1970, null until then. */
  timings(): Promise<Timings> {
    return this.page.evaluate(() => {
      const at = (name: string) => {
        const mark = performance.getEntriesByName(name).at(0)
        return mark ? performance.timeOrigin + mark.startTime : null
      }
      return { joinAt: at('tt:join'), liveAt: at('tt:live'), firstRemoteFrameAt: at('tt:first-remote-frame') }
    })
  }

  close(): Promise<void> {
    return this.#browser.close()
  }

  /** The browser dies at once, as when its process is killed: nothing is said to the server. */
  async crash(): Promise<void> {
    const gone = new Promise<void>((resolve) => { this.#browser.once('disconnected', () => resolve()) })
    const session = await this.#browser.newBrowserCDPSession()
    // never answered: there is nobody left to answer
    session.send('Browser.crash').catch(() => undefined)
    await gone
  }
}

type WithConnections = { ttConnections?: RTCPeerConnection[] }

/** Runs in the page before anything else: the product keeps its connections private, the statistics are the browser's. */
function collectPeerConnections(): void {
  const list: RTCPeerConnection[] = []
  ;(globalThis as WithConnections).ttConnections = list
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      list.push(this)
    }
  }
}

async function readInbound(): Promise<{ now: number; audioEnergy: number; video: { id: string; frames: number }[] }> {
  const result = { now: performance.now(), audioEnergy: 0, video: [] as { id: string; frames: number }[] }
  for (const [index, connection] of ((globalThis as WithConnections).ttConnections ?? []).entries()) {
    if (connection.connectionState === 'closed') continue
    for (const report of (await connection.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue
      if (report.kind === 'audio') result.audioEnergy += report.totalAudioEnergy ?? 0
      else result.video.push({ id: `${index}/${report.id}`, frames: report.framesDecoded ?? 0 })
    }
  }
  return result
}
