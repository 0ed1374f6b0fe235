import type { z } from 'zod'
import { GATEWAY_CALLS, GatewayNotice } from '#protocol/gateway.ts'
import { SOCKET_PATH } from '#protocol/http.ts'
import type { DocumentView } from '#protocol/documents.ts'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { PersonMedia } from '#domain/media.ts'
import { evolve, mediaPolicy } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { LiveLine } from './live-line.ts'
import { trackKey } from './media-session.ts'
import type { CallSocket } from './socket.ts'

export type { LiveStatus } from './live-line.ts'
export type { SendState } from './media-link.ts'
export type LiveOptions = { token: string; hearingId: string; withCamera: boolean; withMicrophone: boolean }
type CommandInput = z.input<typeof ParticipantCommand>
type Calls = typeof GATEWAY_CALLS

/**
 * One person's hearing in one tab: the socket, the folded view, sound and picture. Comes back by itself after a lost line
 * and resumes after the last event it has folded.
 */
export class LiveHearing extends LiveLine<Calls, GatewayNotice> {
  me: PersonId = ''
  view: HearingState | null = null
  documents: DocumentView[] = []

  readonly #options: LiveOptions

  constructor(options: LiveOptions) {
    super(SOCKET_PATH, { calls: GATEWAY_CALLS, notice: GatewayNotice })
    this.#options = options
  }

  /** @throws AppError in the server's words; 'busy' when the line did not come back in time */
  async command(command: CommandInput): Promise<void> {
    await this.call('command', { commandId: crypto.randomUUID(), command })
  }

  protected override async greet(socket: CallSocket<Calls, GatewayNotice>): Promise<{ heartbeatMs: number; serverTime: string }> {
    const { token, hearingId, withCamera, withMicrophone } = this.#options
    const welcome = await socket.request('hello', {
      token, hearingId, withCamera, withMicrophone, ...(this.view && this.mayResume ? { afterSeq: this.view.seq } : {}),
    })
    this.me = welcome.personId
    if (welcome.view) this.view = welcome.view as unknown as HearingState
    this.documents = welcome.documents
    return welcome
  }

  protected override goOn(socket: CallSocket<Calls, GatewayNotice>): Promise<void> {
    return this.media.start(socket.media)
  }

  protected override maySend(): PersonMedia['send'] | undefined {
    return this.view ? mediaPolicy(this.view)[this.me]?.send : undefined
  }

  protected override take(notice: GatewayNotice): void {
    const { name, params } = notice
    switch (name) {
      case 'event':
        this.view = evolve(this.view, params)
        void this.media.publishAllowed()
        break
      case 'snapshot':
        this.view = params.view as unknown as HearingState
        void this.media.publishAllowed()
        break
      case 'document':
        this.documents = [...this.documents.filter((view) => view.documentId !== params.documentId), params]
        break
    }
    this.changed()
  }
}

export { trackKey }
