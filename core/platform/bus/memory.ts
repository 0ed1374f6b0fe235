import { AppError, WireError } from '#protocol/errors.ts'
import type { Log } from '../log.ts'
import type { Bus } from '../ports.ts'

type Responder = (payload: unknown) => Promise<unknown>
type Subscriber = (payload: unknown) => void
/** What crosses: text, as it would on a wire. */
type Reply = { ok: true; text: string } | { ok: false; text: string }

const DEFAULT_TIMEOUT_MS = 10_000

/**
 * The bus within one process. Payloads are encoded and decoded once per receiver, so nobody shares an object;
 * messages to one receiver keep their order; several responders to a subject take turns.
 */
export function createMemoryBus(log: Log): Bus {
  const responders = new Map<string, Responder[]>()
  const subscribers = new Map<string, Set<Subscriber>>()

  async function answer(subject: string, text: string): Promise<Reply> {
    const [responder, ...others] = responders.get(subject) ?? []
    if (responder === undefined) return { ok: false, text: encode(new AppError('busy').toWire()) }
    responders.set(subject, [...others, responder])
    try {
      return { ok: true, text: encode(await responder(decode(text))) }
    } catch (error) {
      if (!(error instanceof AppError)) log.error({ subject, error }, 'a bus request failed')
      return { ok: false, text: encode((error instanceof AppError ? error : new AppError('internal')).toWire()) }
    }
  }

  function deliver(subject: string, text: string): void {
    for (const handler of subscribers.get(subject) ?? []) {
      // An async handler's rejection must not take the process down: the sender has long moved on.
      void (async () => handler(decode(text)))().catch((error: unknown) => {
        log.error({ subject, error }, 'a bus subscriber failed')
      })
    }
  }

  return {
    async request(subject, payload, options) {
      const reply = await withTimeout(answer(subject, encode(payload)), options?.timeoutMs ?? DEFAULT_TIMEOUT_MS)
      if (reply.ok) return decode(reply.text)
      const { code, details } = WireError.parse(decode(reply.text))
      throw new AppError(code, details)
    },
    respond(subject, handler) {
      responders.set(subject, [...(responders.get(subject) ?? []), handler])
      return () => {
        const left = (responders.get(subject) ?? []).filter((other) => other !== handler)
        if (left.length > 0) responders.set(subject, left)
        else responders.delete(subject)
      }
    },
    publish(subject, payload) {
      const text = encode(payload)
      queueMicrotask(() => deliver(subject, text))
    },
    subscribe(subject, handler) {
      const all = subscribers.get(subject) ?? new Set()
      subscribers.set(subject, all)
      // A function of its own, so that the same handler may subscribe twice and leave once.
      const own: Subscriber = (payload) => handler(payload)
      all.add(own)
      return () => {
        all.delete(own)
        if (all.size === 0 && subscribers.get(subject) === all) subscribers.delete(subject)
      }
    },
  }
}

function encode(payload: unknown): string {
  return JSON.stringify(payload ?? null)
}

function decode(text: string): unknown {
  return JSON.parse(text)
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('busy')), timeoutMs)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}
