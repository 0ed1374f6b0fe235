import '../../../../web/style/tokens.css'
import type { WindowSeat } from '#protocol/window/actor.ts'
import type { CallNotice, SessionFact } from '#protocol/window/session.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import type { RemoteTrack } from '../../../../web/live/media-session.ts'
import { LiveWindow } from '../../../../web/window/live/live-window.ts'
import { TtToasts } from '../../../../web/components/toast.ts'
import '../../../../web/window/call/call.ts'

type Ask = (name: string, params: unknown) => Promise<unknown>
declare global {
  interface Window {
    /** The far end of the line: the law, carried on by the test. */
    askFar: Ask
    show(seat: WindowSeat, view: SessionState, look?: { large?: boolean; embedded?: boolean }): void
    tell(fact: SessionFact): void
    pass(from: string, notice: CallNotice): void
    replace(view: SessionState): void
  }
}

/** A line without a socket: what is asked goes to the test, which answers by the law. */
class NearEnd extends LiveWindow {
  readonly pictures = new Map<string, RemoteTrack>()

  constructor(seat: WindowSeat, view: SessionState) {
    super('near end of a test')
    this.seat = seat
    this.status = { kind: 'live' }
    this.room.enter(view.sessionId)
    this.room.replace(view)
    this.call = async (name, params) => (await window.askFar(name, params)) as never
    this.once = async (name, params) => (await window.askFar(name, params)) as never
  }

  override get tracks() { return this.pictures }
  redraw(): void { this.changed() }
}

/** The device's own camera is left to the person who sits at it. */
function drawn(name: string): MediaStreamTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
  const context = canvas.getContext('2d')!
  const draw = (): void => {
    context.fillStyle = '#5d7386'
    context.fillRect(0, 0, 640, 360)
    context.fillStyle = '#fff'
    context.font = '96px sans-serif'
    context.fillText(name.slice(0, 1), 272, 210)
  }
  draw()
  setInterval(draw, 200)
  return canvas.captureStream(5).getVideoTracks()[0]!
}

let live: NearEnd
window.show = (seat, view, { large = false, embedded = false } = {}) => {
  live = new NearEnd(seat, view)
  for (const person of Object.values(view.people)) {
    if (person.personId === seat.personId || !person.connectionId) continue
    const { personId } = person
    live.pictures.set(`${personId}/camera`, { personId, source: 'camera', track: drawn(person.name), description: { layout: 'plain', cutout: 'none' }, consumerId: personId, paused: false })
  }
  const call = document.createElement('tt-window-call')
  Object.assign(call, { live, large, embedded })
  const toasts = new TtToasts()
  call.addEventListener('tt-tell', (event) => {
    const { words, tone } = (event as CustomEvent<{ words: string; tone: 'bad' }>).detail
    toasts.say(words, tone)
  })
  document.querySelector('#main')!.replaceChildren(call, toasts)
}
window.tell = (fact) => {
  live.room.fold(live.room.sessionId!, fact)
  live.redraw()
}
window.pass = (from, notice) => {
  live.room.pass(live.room.sessionId!, from, notice, performance.now())
  live.redraw()
}
window.replace = (view) => {
  live.room.replace(view)
  live.redraw()
}
