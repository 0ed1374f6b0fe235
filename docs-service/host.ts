import { createHash } from 'node:crypto'
import { DocumentEvent, type DocsEvent, type DocumentView } from '#protocol/documents.ts'
import type { Actor } from '#protocol/hearing-events.ts'
import { AppError } from '#protocol/errors.ts'
import { decide, evolve, isCourtSide, refusal, sealDue, sealName, unserved, viewOf, type DocumentAct, type DocumentActor, type DocumentDeed, type DocumentState } from '#domain/document/index.ts'
import type { Log } from '#platform/log.ts'
import type { Blobs, Clock, EventStore, Lease, Leases } from '#platform/ports.ts'
import type { Press } from './press/press.ts'

export type HostDeps = {
  store: EventStore; leases: Leases; blobs: Blobs; clock: Clock; log: Log; press: Press
  owner: string
  publish(event: DocsEvent): void
}
export type Order = { act: DocumentAct; actor: DocumentActor; commandId: string | null; identityHmac?: string }

const FINISH_AGAIN_MS = 5_000

export const streamOf = (documentId: string): string => `document/${documentId}`

/**
 * The one owner of one paper: orders wait in a queue, each is checked, made, stored, folded and published before the
 * next. Bytes are stored before the event that names them, so a crash leaves at worst bytes that nobody names.
 */
export class DocumentHost {
  readonly documentId: string
  state: DocumentState | null
  private readonly deps: HostDeps
  private readonly lease: Lease
  private tail: Promise<unknown> = Promise.resolve()
  private closed = false

  private constructor(documentId: string, deps: HostDeps, lease: Lease, state: DocumentState | null) {
    this.documentId = documentId
    this.deps = deps
    this.lease = lease
    this.state = state
  }

  /** @throws AppError busy when another process owns the paper */
  static async open(documentId: string, deps: HostDeps): Promise<DocumentHost> {
    const lease = await deps.leases.acquire(streamOf(documentId), deps.owner)
    if (!lease) throw new AppError('busy')
    try {
      const host = new DocumentHost(documentId, deps, lease, await readState(deps.store, documentId))
      void host.order(() => host.finishWhenDue())
      return host
    } catch (error) {
      await lease.release()
      throw error
    }
  }

  get lost(): Promise<void> {
    return this.lease.lost
  }

  /** Carries out an order, once per commandId. @throws AppError; Error when the store or the press failed */
  async run(order: Order): Promise<DocumentView> {
    return this.order(async () => {
      const done = order.commandId !== null && this.state?.commandIds.includes(order.commandId)
      if (!done && !this.stands(order.act)) await this.carryOut(order)
      if (!this.state) throw new AppError('notFound')
      const view = viewOf(this.state)
      void this.order(() => this.finishWhenDue())
      return view
    })
  }

  /** After the orders in hand. */
  async close(): Promise<void> {
    this.closed = true
    await this.tail.catch(() => undefined)
    await this.lease.release()
  }

  /** Asked for again, the preview of a version is the same one. */
  private stands(act: DocumentAct): boolean {
    return act.type === 'preview' && this.state?.status === 'draft' && this.state.version === act.version && this.state.preview !== null
  }

  private order<T>(work: () => Promise<T>): Promise<T> {
    const run = this.tail.then(work, work)
    this.tail = run.catch(() => undefined)
    return run
  }

  private async carryOut({ act, actor, commandId, identityHmac }: Order): Promise<void> {
    const before = this.state
    const refused = refusal(before, act, actor, this.now())
    if (refused) throw new AppError(refused.code, refused.details)
    const deed = await this.make(act, actor, identityHmac)
    const decision = decide(before, deed, actor, this.now())
    if (!decision.ok) throw new AppError(decision.error.code, decision.error.details)
    const by: Actor = actor === 'system' ? { system: 'documents' } : { personId: actor.personId }
    const stored = await this.deps.store.append(
      streamOf(this.documentId), before?.seq ?? 0, decision.events.map((event) => ({ actor: by, commandId, event })), this.lease.fence,
    )
    for (const fact of stored) {
      this.state = evolve(this.state, fact)
      this.deps.publish({ view: viewOf(this.state), event: fact.event })
    }
  }

  /** Makes what the act needs and stores the bytes; for most acts nothing. */
  private async make(act: DocumentAct, actor: DocumentActor, identityHmac: string | undefined): Promise<DocumentDeed> {
    const { state } = this
    if (act.type !== 'preview' && act.type !== 'freeze' && act.type !== 'sign' && act.type !== 'seal') return act
    if (!state) throw new AppError('notFound')
    const { press, blobs } = this.deps
    const at = this.now()
    const { documentId, content } = state
    const signers = state.signers.map(({ personId, name, role, capacity }) => ({ personId, name, role, capacity }))
    if (act.type === 'freeze' && state.preview) {
      // What was looked at is what is signed: these very bytes, not pages made anew.
      const { sha256, pages, bytes } = state.preview
      return { ...act, made: { baseSha256: sha256, pages, bytes } }
    }
    if (act.type === 'freeze' || act.type === 'preview') {
      const { bytes, sha256, pages } = await press.run({ kind: 'make', content, signers, documentId, at })
      await blobs.put(bytes)
      return act.type === 'freeze' ? { ...act, made: { baseSha256: sha256, pages, bytes: bytes.length } } : { ...act, made: { sha256, pages, bytes: bytes.length } }
    }
    const previousSha256 = state.revisionSha256 ?? ''
    const previous = await blobs.get(previousSha256)
    if (!previous) throw new Error(`the bytes of revision ${previousSha256} of ${documentId} are gone`)
    if (act.type === 'seal') {
      const made = await press.run({ kind: 'seal', bytes: previous, previousSha256, court: sealName(content) ?? '', dated: 'issuedOn' in content.fields, at })
      await blobs.put(made.bytes)
      const sealed = { previousSha256, sha256: made.sha256, bytes: made.bytes.length, certificateSerial: made.certificateSerial }
      if (!made.sm2) return { ...act, made: sealed }
      const signatureSha256 = await blobs.put(made.sm2.signature)
      const publicKeySha256 = await blobs.put(Buffer.from(made.sm2.publicKeyPem))
      return { ...act, made: { ...sealed, sm2: { signatureSha256, publicKeySha256 } } }
    }
    const personId = actor === 'system' ? '' : actor.personId
    const strokes = Buffer.from(JSON.stringify(act.strokes))
    const notes = notedRefusals(state, personId)
    const made = await press.run({ kind: 'sign', bytes: previous, previousSha256, signers, personId, strokes: act.strokes, ...(identityHmac ? { identityHmac } : {}), notes, at })
    // The handwriting with its times is evidence of its own (R4 art. 13) and is kept beside the paper.
    await blobs.put(strokes)
    await blobs.put(made.bytes)
    const { sha256, certificateSerial, certificateSha256 } = made
    const strokesSha256 = createHash('sha256').update(strokes).digest('hex')
    return { ...act, made: { previousSha256, sha256, bytes: made.bytes.length, certificateSerial, certificateSha256, strokesSha256 } }
  }

  /** The seal follows the last signature, and delivery the seal, by themselves, also after a crash in between (D-11, D-16). */
  private async finishWhenDue(): Promise<void> {
    if (this.closed || !this.state) return
    try {
      if (sealDue(this.state)) await this.carryOut({ act: { type: 'seal' }, actor: 'system', commandId: null })
      if (unserved(this.state).length > 0) await this.carryOut({ act: { type: 'serve' }, actor: 'system', commandId: null })
    } catch (error) {
      this.deps.log.error({ documentId: this.documentId, error }, 'the paper could not be sealed or served and is tried again')
      if (this.closed) return
      // The log is the truth: perhaps the seal is in it and only the answer was lost.
      this.state = await readState(this.deps.store, this.documentId).catch(() => this.state)
      setTimeout(() => void this.order(() => this.finishWhenDue()), FINISH_AGAIN_MS).unref()
    }
  }

  private now(): string {
    return this.deps.clock.now().toISOString()
  }
}

/** What a signature of the court's side notes with its own: who refused, and why (R6 150). */
function notedRefusals(state: DocumentState, personId: string): string[] {
  const by = state.signers.find((signer) => signer.personId === personId)
  if (!by || !isCourtSide(by.capacity)) return []
  return state.signers.flatMap((signer) => (signer.refusedReason === null ? [] : [`${signer.name}拒绝签名：${signer.refusedReason}`]))
}

/** The paper as its log says, or null when there is none. */
export async function readState(store: EventStore, documentId: string): Promise<DocumentState | null> {
  const events = await store.read(streamOf(documentId), DocumentEvent)
  return events.reduce<DocumentState | null>((state, fact) => evolve(state, fact), null)
}
