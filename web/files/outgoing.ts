import { UPLOAD_LIMITS, type FileFact } from '#protocol/uploads.ts'
import { AppError } from '#protocol/errors.ts'
import { failureText } from '../failures.ts'
import { uploadFile } from './api.ts'

export type OutgoingState =
  | { step: 'waiting' }
  | { step: 'sending'; share: number }
  | { step: 'checking' }
  | { step: 'ready'; file: FileFact }
  | { step: 'failed'; reason: string }

/** One chosen file on its way to the court. */
export type Outgoing = { readonly id: number; readonly name: string; readonly state: OutgoingState }
type Item = { id: number; name: string; state: OutgoingState; source: File; abort: AbortController }

/** The files of one exhibit: sent one after the other, so that a thin line finishes something; order is kept. */
export class OutgoingFiles {
  private readonly hearingId: string
  private readonly changed: () => void
  private items: Item[] = []
  private nextId = 1
  private running = false

  constructor(hearingId: string, changed: () => void) {
    this.hearingId = hearingId
    this.changed = changed
  }

  get list(): readonly Outgoing[] {
    return this.items
  }

  /** Nothing is on its way and nothing failed. */
  get settled(): boolean {
    return this.items.every(({ state }) => state.step === 'ready')
  }

  get fileIds(): string[] {
    return this.items.flatMap(({ state }) => (state.step === 'ready' ? [state.file.fileId] : []))
  }

  add(sources: Iterable<File>): void {
    for (const source of sources) {
      const tooLarge = source.size > UPLOAD_LIMITS.bytes
      const state: OutgoingState = tooLarge ? { step: 'failed', reason: failureText(new AppError('tooLarge')) } : { step: 'waiting' }
      this.items.push({ id: this.nextId++, name: source.name, source, state, abort: new AbortController() })
    }
    this.changed()
    void this.run()
  }

  retry(id: number): void {
    const item = this.items.find((one) => one.id === id)
    if (item?.state.step !== 'failed') return
    item.abort = new AbortController()
    this.set(item, { step: 'waiting' })
    void this.run()
  }

  /** Takes a file out of the exhibit; what is on its way is broken off. */
  remove(id: number): void {
    this.items.find((one) => one.id === id)?.abort.abort()
    this.items = this.items.filter((one) => one.id !== id)
    this.changed()
  }

  stop(): void {
    for (const { abort } of this.items) abort.abort()
  }

  private async run(): Promise<void> {
    if (this.running) return
    this.running = true
    for (let item = this.next(); item; item = this.next()) await this.send(item)
    this.running = false
  }

  private next(): Item | undefined {
    return this.items.find(({ state }) => state.step === 'waiting')
  }

  private async send(item: Item): Promise<void> {
    this.set(item, { step: 'sending', share: 0 })
    try {
      const onSent = (share: number) => this.set(item, share < 1 ? { step: 'sending', share } : { step: 'checking' })
      this.set(item, { step: 'ready', file: await uploadFile(this.hearingId, item.source, { onSent, signal: item.abort.signal }) })
    } catch (error) {
      if (!item.abort.signal.aborted) this.set(item, { step: 'failed', reason: failureText(error) })
    }
  }

  private set(item: Item, state: OutgoingState): void {
    item.state = state
    this.changed()
  }
}
