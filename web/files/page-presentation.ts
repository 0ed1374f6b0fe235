/** Longer side of what is sent, in pixels: print on an A4 page stays legible. */
const LONGEST = 1600
/** A picture that stands still is sent again this often, ms: whoever comes later needs a frame to begin with. */
const AGAIN_MS = 500

/** A page as a picture track, so that the court's screen shows it like any other picture. */
export class PagePresentation {
  readonly track: MediaStreamTrack
  private readonly canvas = document.createElement('canvas')
  private page: ImageBitmap | null = null
  private readonly timer: ReturnType<typeof setInterval>

  constructor() {
    this.canvas.width = LONGEST
    this.canvas.height = LONGEST
    const track = this.canvas.captureStream(1000 / AGAIN_MS).getVideoTracks()[0]
    if (!track) throw new Error('a canvas gave no track')
    this.track = track
    this.track.contentHint = 'detail'
    this.timer = setInterval(() => (this.track.readyState === 'ended' ? this.stop() : this.draw()), AGAIN_MS)
  }

  get live(): boolean {
    return this.track.readyState === 'live'
  }

  async show(page: Blob): Promise<void> {
    const next = await createImageBitmap(page)
    this.page?.close()
    this.page = next
    this.draw()
  }

  stop(): void {
    clearInterval(this.timer)
    this.track.stop()
    this.page?.close()
    this.page = null
  }

  private draw(): void {
    const { page, canvas } = this
    if (!page) return
    const k = LONGEST / Math.max(page.width, page.height)
    const [width, height] = [Math.round((page.width * k) / 2) * 2, Math.round((page.height * k) / 2) * 2]
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
    canvas.getContext('2d')?.drawImage(page, 0, 0, width, height)
  }
}
