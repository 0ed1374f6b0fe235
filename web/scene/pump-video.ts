/**
 * Frames of a track for browsers that cannot open tracks: a hidden video element and requestVideoFrameCallback.
 * @returns a function that stops it.
 */
export function pumpVideo(track: MediaStreamTrack, onFrame: (frame: VideoFrame) => void): () => void {
  const video = document.createElement('video')
  let stopped = false
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  void video.play().catch(() => undefined)
  const next = () => {
    if (stopped) return
    if (video.videoWidth > 0 && typeof VideoFrame !== 'undefined') onFrame(new VideoFrame(video))
    video.requestVideoFrameCallback(next)
  }
  video.requestVideoFrameCallback(next)
  return () => {
    stopped = true
    video.srcObject = null
  }
}
