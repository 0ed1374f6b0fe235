/** The drawing thread: the same scene, on a canvas handed over by the page. */
import { SceneCore } from './core.ts'
import type { SceneCommand, SceneReport, SceneStart } from './commands.ts'

let core: SceneCore | null = null
const report = (message: SceneReport) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<{ start: SceneStart } | { command: SceneCommand }>) => {
  try {
    if ('start' in data) core = new SceneCore(data.start, report)
    else core?.handle(data.command)
  } catch (error) {
    report({ kind: 'broken', reason: error instanceof Error ? error.message : String(error) })
  }
})
