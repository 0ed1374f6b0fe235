export { LiveWindow } from './live-window.ts'
export type { Called, Devices } from './live-window.ts'
export { liveWindow, liveWindowAgain } from './own-line.ts'
export { WindowElement } from './window-element.ts'
