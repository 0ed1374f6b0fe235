/** Runs inside the pages of the court: everything it needs comes in as arguments. */
export type Taken = { code: number; alpha: string; height: number }
type CodePlace = { bits: number; size: number; x: number; y: number }
type WithConnections = { ttConnections?: RTCPeerConnection[]; MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> } }

/**
 * Takes stacked pictures off the track this page sends (`from: 'sender'`) or receives (`'receiver'`), draws each on a
 * canvas, and reads the number on the person and the matte from the canvas.
 * A matte is handed over as base64, one byte a pixel.
 */
export async function takePictures({ from, count, width, height, code }: { from: 'sender' | 'receiver'; count: number; width: number; height: number; code: CodePlace }): Promise<Taken[]> {
  const { ttConnections = [], MediaStreamTrackProcessor: Processor } = globalThis as unknown as WithConnections
  const open = ttConnections.filter(({ connectionState }) => connectionState !== 'closed')
  const tracks = open.flatMap((connection) => (from === 'sender' ? connection.getSenders().map((end) => end.track) : connection.getReceivers().map((end) => end.track)))
  // The newest one: among them are those of people who came anew, and one with which the SFU only tries the line.
  const track = tracks.findLast((one) => one?.kind === 'video' && one.readyState === 'live' && one.id !== 'probator')
  if (!track) throw new Error(`no picture at the ${from}`)
  const reader = new Processor({ track: track.clone() }).readable.getReader()
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  const taken: Taken[] = []
  for (let seen = 0; taken.length < count && seen < count * 40; seen++) {
    const { value: frame, done } = await reader.read()
    if (done) break
    // Reading takes longer than a frame lasts: the ones in between are let go.
    if (seen % 4 !== 0) {
      frame.close()
      continue
    }
    const { width: w, height: h } = frame.visibleRect!
    // Each half is padded to whole blocks of 16 by repeating its last row: only the picture itself is drawn.
    const share = height / (Math.ceil(height / 16) * 16)
    const half = (top: number): Uint8ClampedArray => {
      context.drawImage(frame, 0, top, w, (h / 2) * share, 0, 0, width, height)
      return context.getImageData(0, 0, width, height).data
    }
    const colour = half(0)
    let number = 0
    for (let bit = 0; bit < code.bits; bit++) {
      const x = Math.round(code.x + (bit + 0.5) * code.size)
      const y = Math.round(code.y + code.size / 2)
      let sum = 0
      for (let k = 0; k < 16; k++) sum += colour[((y - 2 + (k >> 2)) * width + x - 2 + (k & 3)) * 4 + 1]!
      if (sum / 16 > 120) number |= 1 << bit
    }
    const matte = half(h / 2)
    const bytes = new Uint8Array(width * height)
    for (let i = 0; i < bytes.length; i++) bytes[i] = matte[i * 4 + 1]!
    frame.close()
    let text = ''
    for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768))
    taken.push({ code: number, alpha: btoa(text), height: h })
  }
  await reader.cancel()
  return taken
}

/** Holds the largest layer of the picture this page sends to `bitsPerSecond`. */
export async function holdBitrate(bitsPerSecond: number): Promise<boolean> {
  for (const connection of (globalThis as unknown as WithConnections).ttConnections ?? []) {
    for (const sender of connection.getSenders()) {
      if (sender.track?.kind !== 'video') continue
      const parameters = sender.getParameters()
      const top = parameters.encodings.at(-1)
      if (!top) continue
      top.maxBitrate = bitsPerSecond
      await sender.setParameters(parameters)
      return true
    }
  }
  return false
}

/** Bytes of picture this page has received so far, and of the largest layer it has sent. */
export async function pictureBytes(): Promise<{ at: number; received: number; sent: number }> {
  let received = 0
  let sent = 0
  for (const connection of (globalThis as unknown as WithConnections).ttConnections ?? []) {
    if (connection.connectionState === 'closed') continue
    for (const report of (await connection.getStats()).values() as Iterable<{ type: string; kind?: string; bytesReceived?: number; bytesSent?: number }>) {
      if (report.type === 'inbound-rtp' && report.kind === 'video') received += report.bytesReceived ?? 0
      if (report.type === 'outbound-rtp' && report.kind === 'video') sent = Math.max(sent, report.bytesSent ?? 0)
    }
  }
  return { at: performance.now(), received, sent }
}
