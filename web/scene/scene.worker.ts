/** The drawing thread: the same scene, on a canvas handed over by the page. */
import { LiveScene } from './live.ts'
import type { SceneCommand, SceneReport, SceneStart } from './commands.ts'

let scene: LiveScene | null = null
const report = (message: SceneReport) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<{ start: SceneStart } | { command: SceneCommand }>) => {
  try {
    if ('start' in data) scene = new LiveScene(data.start, report)
    else scene?.handle(data.command)
  } catch (error) {
    report({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
  }
})
