import type { ReactiveControllerHost } from 'lit'

/** Does something again and again, every so many ms, for as long as an element stands on the page. */
export function every(host: ReactiveControllerHost, ms: number, work: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined
  host.addController({
    hostConnected: () => { timer = setInterval(work, ms) },
    hostDisconnected: () => clearInterval(timer),
  })
}
