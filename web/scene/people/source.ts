/**
 * The newest frame of one track. Frames come from a stream (handed over by the page) or are pushed in one by one;
 * those nobody draws are closed at once, or the decoder starves.
 */
export class FrameSource {
  private latest: VideoFrame | null = null
  private reader: ReadableStreamDefaultReader<VideoFrame> | null = null
  private ended = false

  constructor(stream: ReadableStream<VideoFrame> | null) {
    if (stream) void this.read(stream)
  }

  push(frame: VideoFrame): void {
    this.latest?.close()
    if (this.ended) {
      frame.close()
      this.latest = null
      return
    }
    this.latest = frame
  }

  /** Hands the newest frame over; the taker closes it. */
  take(): VideoFrame | null {
    const frame = this.latest
    this.latest = null
    return frame
  }

  get waiting(): boolean {
    return this.latest !== null
  }

  close(): void {
    this.ended = true
    this.latest?.close()
    this.latest = null
    void this.reader?.cancel().catch(() => undefined)
  }

  private async read(stream: ReadableStream<VideoFrame>): Promise<void> {
    this.reader = stream.getReader()
    try {
      for (;;) {
        const { value, done } = await this.reader.read()
        if (done) return
        this.push(value)
      }
    } catch {
      // The track ended under us: its person is drawn as absent by the next people list.
      this.close()
    }
  }
}
