import { css, html } from 'lit'
import { styleMap } from 'lit/directives/style-map.js'
import type { PointerTarget } from '#protocol/window/session.ts'
import type { LiveWindow } from '../live/live-window.ts'

export const pointerStyles = css`
  .pointable { position: relative; }
  .pointer { position: absolute; z-index: 3; pointer-events: none; inline-size: 0; block-size: 0; transition: left 60ms linear, top 60ms linear; }
  .pointer i { position: absolute; inset: -0.5rem; inline-size: 1rem; block-size: 1rem; border-radius: 50%; background: rgb(163 34 27 / 30%); border: 2px solid var(--red); }
  .pointer b { position: absolute; inset-block-start: 0.6rem; inset-inline-start: 0.6rem; padding: 0 0.4rem; border-radius: 2px; background: var(--red); color: #fff; font-size: 0.75rem; font-weight: 500; line-height: 1.5; white-space: nowrap; }
`

const same = (a: PointerTarget, b: PointerTarget): boolean =>
  a.kind === 'field' ? b.kind === 'field' && a.fieldId === b.fieldId : b.kind === 'page' && a.fileId === b.fileId && a.page === b.page

/** Where the others point at in this target, each with their name. */
export const pointersAt = (live: LiveWindow, target: PointerTarget, nameOf: (personId: string) => string) =>
  live.room.passing.pointers(performance.now()).filter((pointer) => same(pointer.target, target)).map(({ from, x, y }) => html`
    <span class="pointer" data-person=${from} style=${styleMap({ left: `${x * 100}%`, top: `${y * 100}%` })}><i></i><b>${nameOf(from)}</b></span>`)

/** Tells the others where in the element this person points. */
export function pointIn(live: LiveWindow, target: PointerTarget): (event: PointerEvent) => void {
  return (event) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    if (event.type === 'pointerleave' || event.type === 'pointercancel' || box.width === 0 || box.height === 0) return live.notify({ type: 'pointer', at: null })
    const share = (n: number) => Math.max(0, Math.min(1, n))
    live.notify({ type: 'pointer', at: { x: share((event.clientX - box.left) / box.width), y: share((event.clientY - box.top) / box.height), target } })
  }
}
