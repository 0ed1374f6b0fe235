import type { Page } from 'playwright-core'
import type { Cutout, CutoutOptions, CutoutStatus } from '../../../web/cutout/index.ts'
import type { Scene, SceneOptions } from '../../../web/scene/index.ts'
import type { Actor } from './people.ts'

/** What page/main.ts puts on the window. */
export type Bench = {
  statuses: CutoutStatus[]
  stats: { painter?: string; fps?: number; drawMs?: number; broken?: string }[]
  stage: Scene
  cut(options: Omit<CutoutOptions, 'onStatus'>, width: number, height: number): Promise<{ layout: string; cutout: string }>
  cutout(): Cutout
  grab(): Promise<{ width: number; height: number; stride: number; luma: number[]; status: CutoutStatus }>
  scene(options: SceneOptions): boolean
  seat(people: Actor[]): void
  present(title: string): void
  pixels(width: number, height: number): number[]
  loseContext(keep?: number): Promise<boolean>
  screens: ({ x: number; y: number; w: number; h: number } | null)[]
  motions(people: Actor[]): Promise<Record<'sitting' | 'lit' | 'unlit' | 'going' | 'gone' | 'back' | 'risen' | 'seated', string>>
  exportTwice(people: Actor[]): Promise<{ hashes: [string, string][]; png: string[]; ms: number }>
}

/** Runs `use` in the page with the bench. */
export const inPage = <A, R>(page: Page, use: (bench: Bench, argument: A) => R | Promise<R>, argument: A): Promise<R> =>
  page.evaluate(`(async () => (${use.toString()})(window.bench, ${JSON.stringify(argument ?? null)}))()`) as Promise<R>

export async function until(page: Page, what: string, use: (bench: Bench) => boolean, limitMs = 20_000): Promise<void> {
  const ends = Date.now() + limitMs
  while (!(await inPage(page, use, null))) {
    if (Date.now() > ends) throw new Error(`never came: ${what}; last status ${JSON.stringify(await inPage(page, (bench) => bench.statuses.at(-1) ?? null, null))}`)
    await page.waitForTimeout(100)
  }
}
