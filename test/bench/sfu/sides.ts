import type { Page } from 'playwright-core'
import type { Bus } from '#platform/ports.ts'
import { SFU_REQUEST_SUBJECT } from '#protocol/sfu.ts'
import type { Sfu } from '../../../sfu/index.ts'
import { ROOM } from './janus.ts'
import type { Janus } from './janus.ts'

/** One of the two servers as the benchmark drives it: the same page sends to it and receives from it. */
export type Side = { name: 'tongting' | 'janus'; pid(): number; join(page: Page, round: number): Promise<void>; leave(page: Page): Promise<void> }
type Shape = { producers: number; receivers: number }

export function ourSide(sfu: Sfu, bus: Bus, { producers, receivers }: Shape): Side {
  let roomId = ''
  return {
    name: 'tongting',
    pid: () => sfu.workerPids()[0] ?? 0,
    join: (page, round) => {
      roomId = `bench-${round}`
      return page.evaluate(async ([room, from, to]) => {
        const sent: string[] = []
        for (let index = 0; index < from; index += 1) sent.push(...(await window.clients.sfuSend(room, `send-${index}`)))
        for (let index = 0; index < to; index += 1) await window.clients.sfuReceive(room, `receive-${index}`, sent)
      }, [roomId, producers, receivers] as const)
    },
    leave: async (page) => {
      await page.evaluate(() => window.clients.leave())
      await bus.request(SFU_REQUEST_SUBJECT, { name: 'closeRoom', params: { roomId } })
    },
  }
}

export function janusSide(janus: Janus, { producers, receivers }: Shape): Side {
  return {
    name: 'janus',
    pid: () => janus.pid,
    join: (page, round) => page.evaluate(async ([room, from, to, turn]) => {
      const feeds: number[] = []
      for (let index = 0; index < from; index += 1) feeds.push(await window.clients.janusSend(`send-${turn}-${index}`, room))
      for (let index = 0; index < to; index += 1) await window.clients.janusReceive(`receive-${turn}-${index}`, room, feeds)
    }, [ROOM, producers, receivers, round] as const),
    leave: async (page) => {
      await page.evaluate(() => window.clients.leave())
      await janus.detachAll()
    },
  }
}
