import { randomUUID } from 'node:crypto'
import type { DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import { STROKES } from '../../docs-service/testing/samples.ts'
import { GatewayClient, signIn } from '../harness/gateway-client.ts'
import { agreement, mediation, PEOPLE, type PersonId } from './matters.ts'

/** Somebody else signed first, must sign first, or the server asks to come again: look at the newer revision and press again. */
const WAIT: ReadonlySet<string> = new Set(['revisionConflict', 'signingOrder', 'busy'])

/** What the signers of one paper were told. */
export type Told = { acknowledged: Set<PersonId>; conflicts: number; repeated: number; refusedTwice: number }

/** One mediation as its three people live it: real sockets, real commands, no browser. */
export class Room {
  readonly hearingId: string
  readonly told: Told = { acknowledged: new Set(), conflicts: 0, repeated: 0, refusedTwice: 0 }
  readonly #number: number
  readonly #url: string
  readonly #codes: Record<string, string>
  readonly #clients = new Map<PersonId, GatewayClient>()
  #view: DocumentView | null = null
  #changed: (() => void)[] = []

  constructor(number: number, url: string, codes: Record<string, string>) {
    this.#number = number
    this.#url = url
    this.#codes = codes
    this.hearingId = mediation(number).hearingId
  }

  get view(): DocumentView {
    if (!this.#view) throw new Error('there is no paper yet')
    return this.#view
  }

  /** All three come in; the mediator opens the session, checks who they are, and drafts; the parties agree; it is made final. */
  async prepare(): Promise<void> {
    for (const person of PEOPLE) {
      const client = await patiently(() => GatewayClient.join(this.#url, this.#codes[person] ?? '', this.hearingId))
      client.onNotice = (notice) => { if (notice.name === 'document') this.#take(notice.params) }
      this.#clients.set(person, client)
    }
    const mediator = this.client('mediator')
    const parties = ['plaintiff', 'defendant'] as const
    for (const personId of parties) await mediator.command({ type: 'admit', personId })
    await mediator.command({ type: 'advanceStage', expected: 'preTrial' })
    for (const personId of PEOPLE) await mediator.command({ type: 'recordAttendance', personId, present: true })
    for (const expected of ['attendanceCheck', 'openCourt'] as const) await mediator.command({ type: 'advanceStage', expected })
    for (const personId of parties) await mediator.command({ type: 'confirmIdentity', personId, outcome: 'confirmed' })
    const { documentId, version } = await mediator.request('draftDocument', { commandId: randomUUID(), content: agreement(this.#number) })
    for (const person of parties) await this.client(person).request('confirmDocument', { commandId: randomUUID(), documentId, version })
    this.#take(await mediator.request('freezeDocument', { commandId: randomUUID(), documentId, version }))
  }

  /** Signs as people do who press the button at the same moment and press it again: until it is done, never twice. */
  async sign(person: PersonId): Promise<void> {
    const client = this.client(person)
    for (;;) {
      const { documentId, revisionSha256, seq } = this.view
      const act = { commandId: randomUUID(), documentId, revisionSha256: revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString() }
      try {
        // The same press of the button arriving twice must be one signature.
        const [view, again] = await Promise.all([client.request('signDocument', act), client.request('signDocument', act)])
        this.#take(view)
        this.told.acknowledged.add(person)
        if (again.seq >= view.seq) this.told.repeated++
        break
      } catch (error) {
        if (!(error instanceof AppError) || !WAIT.has(error.code)) throw error
        this.told.conflicts++
        await this.#newer(seq)
      }
    }
    const { documentId, revisionSha256 } = this.view
    const second = { commandId: randomUUID(), documentId, revisionSha256: revisionSha256 ?? '', strokes: STROKES, shownToEndAt: new Date().toISOString() }
    await client.request('signDocument', second).then(
      () => { throw new Error(`${this.hearingId}: ${person} could sign twice`) },
      (error: unknown) => {
        if (!(error instanceof AppError)) throw error
        this.told.refusedTwice++
      },
    )
  }

  /** @throws Error when the paper is not sealed in that time */
  async sealed(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs
    while (this.view.status !== 'sealed') {
      if (performance.now() > until) throw new Error(`${this.hearingId} is ${this.view.status}`)
      await this.#newer(this.view.seq)
    }
  }

  /** The paper as a party downloads it. */
  async file(): Promise<Buffer> {
    const { token } = await patiently(() => signIn(this.#url, this.#codes.defendant ?? ''))
    const reply = await fetch(`${this.#url}/api/hearings/${this.hearingId}/documents/${this.view.documentId}/file`, { headers: { authorization: `Bearer ${token}` } })
    if (!reply.ok) throw new Error(`${this.hearingId}: the file could not be fetched: ${reply.status}`)
    return Buffer.from(await reply.arrayBuffer())
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
  }

  client(person: PersonId): GatewayClient {
    const client = this.#clients.get(person)
    if (!client) throw new Error(`${person} is not here`)
    return client
  }

  #take(view: DocumentView): void {
    if (this.#view && view.seq <= this.#view.seq) return
    this.#view = view
    for (const wake of this.#changed.splice(0)) wake()
  }

  /** A newer version than `seq`, or a second has passed. */
  async #newer(seq: number): Promise<void> {
    if (this.view.seq > seq) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1000)
      this.#changed.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

/** One address may sign in 600 times a minute, and here everybody comes from one. */
async function patiently<T>(enter: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await enter()
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('refused: 429'))) throw error
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
  }
}
