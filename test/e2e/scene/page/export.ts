import { SceneExport } from '../../../../web/scene/export.ts'
import type { ScenePerson } from '../../../../web/scene/index.ts'
import { roomOf } from '../../../../web/scene/index.ts'
import type { Look } from '../../../harness/figure.ts'
import { packedFrames, videoFrame } from './packed.ts'
import type { Packed } from './packed.ts'

const WIDTH = 640
const HEIGHT = 360
/** Moments of the course, ms: coming in, sitting, risen, gavel raised, panning, speaker, curtain, one has left. */
const MOMENTS = [0, 200, 1000, 3100, 4000, 6200, 9600, 11_200, 13_000]

type Cast = (ScenePerson & { look: Look })[]

/** A short hearing, told and drawn moment by moment. @returns one digest a moment, and some of the pictures as PNG. */
async function play(people: Cast, packed: Packed[][], png: string[] | null): Promise<string[]> {
  const scene = new SceneExport({ room: roomOf('panelOfThree'), language: 'zh-CN', width: WIDTH, height: HEIGHT })
  const course: [number, () => void][] = [
    [0, () => scene.tell(0, { do: 'people', people })],
    ...people.map(({ personId }, i): [number, () => void] => [i * 30, () => scene.track(i * 30, personId, 'camera', { layout: 'stacked', cutout: 'key' })]),
    [2000, () => scene.tell(2000, { do: 'rise', holdMs: 1000 })],
    [3900, () => scene.tell(3900, { do: 'gavel', strikes: 1 })],
    [5800, () => scene.tell(5800, { do: 'camera', camera: 'bench' })],
    [7500, () => scene.tell(7500, { do: 'speaker', personId: people[3]!.personId })],
    [7500, () => scene.tell(7500, { do: 'camera', camera: 'speaker' })],
    [10_500, () => scene.tell(10_500, { do: 'curtain', text: '休庭十分钟' })],
    [12_500, () => scene.tell(12_500, { do: 'curtain', text: null })],
    [12_800, () => scene.tell(12_800, { do: 'people', people: people.slice(0, -1) })],
  ]
  const digests: string[] = []
  let next = 0
  for (let ms = 0; ms <= MOMENTS.at(-1)!; ms += 100) {
    while (next < course.length && course[next]![0] <= ms) course[next++]![1]()
    people.forEach(({ personId }, i) => scene.frame(ms, personId, 'camera', videoFrame(packed[i]![(ms / 100) % packed[i]!.length]!, ms)))
    const frame = await scene.picture(ms)
    if (MOMENTS.includes(ms)) {
      digests.push(await digest(frame))
      png?.push(await base64(await scene.png(ms)))
    }
    frame.close()
  }
  scene.close()
  return digests
}

async function digest(frame: VideoFrame): Promise<string> {
  const pixels = new Uint8Array(frame.allocationSize({ format: 'RGBA' }))
  await frame.copyTo(pixels, { format: 'RGBA' })
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', pixels))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function base64(blob: Blob): Promise<string> {
  let text = ''
  for (const byte of new Uint8Array(await blob.arrayBuffer())) text += String.fromCharCode(byte)
  return btoa(text)
}

/** Exports the same course twice. */
export async function exportTwice(people: Cast) {
  const packed = people.map(({ look }) => packedFrames(look, 'stacked', 5))
  const png: string[] = []
  const began = performance.now()
  const first = await play(people, packed, png)
  const ms = performance.now() - began
  const second = await play(people, packed, null)
  return { hashes: first.map((digest, i): [string, string] => [digest, second[i]!]), png, ms }
}

/**
 * Everybody holds still while one of them speaks, goes and comes back, and all rise: so that whatever differs is the
 * scene's own doing. @returns a digest of the picture after each step, all motion over except where one asks for it.
 */
export async function motions(people: Cast): Promise<Record<'sitting' | 'lit' | 'unlit' | 'going' | 'gone' | 'back' | 'risen' | 'seated', string>> {
  const scene = new SceneExport({ room: roomOf('panelOfThree'), language: 'zh-CN', width: WIDTH, height: HEIGHT })
  const packed = people.map(({ look }) => packedFrames(look, 'stacked', 1)[0]!)
  const last = people.at(-1)!
  const change = (ms: number, to: Partial<ScenePerson>) => scene.tell(ms, { do: 'people', people: people.map((person) => (person === last ? { ...person, ...to } : person)) })
  let now = 0
  const until = async (ms: number) => {
    for (; now <= ms; now += 50) {
      people.forEach(({ personId }, i) => scene.frame(now, personId, 'camera', videoFrame(packed[i]!, now)))
      const frame = await scene.picture(now)
      if (now === ms) {
        const result = await digest(frame)
        frame.close()
        now += 50
        return result
      }
      frame.close()
    }
    throw new Error('that moment has passed')
  }
  change(0, {})
  for (const { personId } of people) scene.track(0, personId, 'camera', { layout: 'stacked', cutout: 'key' })
  const sitting = await until(2000)
  change(2000, { speaking: true })
  const lit = await until(3000)
  change(3000, {})
  const unlit = await until(4000)
  change(4000, { away: true })
  const going = await until(4200)
  const gone = await until(5000)
  change(5000, {})
  const back = await until(6000)
  scene.tell(6000, { do: 'rise', holdMs: 1000 })
  const risen = await until(7000)
  const seated = await until(9000)
  scene.close()
  return { sitting, lit, unlit, going, gone, back, risen, seated }
}
