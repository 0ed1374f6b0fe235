import { property } from 'lit/decorators.js'
import type { z } from 'zod'
import type { CommandType, ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { PersonId } from '#protocol/ids.ts'
import { mayDo } from '#domain/hearing/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { LineElement } from './line-element.ts'
import type { LiveHearing } from './live/live-hearing.ts'

type CommandInput = z.input<typeof ParticipantCommand>

/** An element that shows one hearing: draws itself anew when it changes, and carries out what is asked in it. */
export class HearingElement extends LineElement<LiveHearing> {
  @property({ attribute: false }) override live!: LiveHearing

  get view(): HearingState | null {
    return this.live?.view ?? null
  }

  get me(): Person | null {
    return this.view?.people[this.live.me] ?? null
  }

  /** What the law lets this person do now. */
  may(): Set<CommandType> {
    return new Set(this.view ? mayDo(this.view, this.live.me) : [])
  }

  nameOf(personId: PersonId | null | undefined): string {
    return (personId && this.view?.people[personId]?.name) || ''
  }

  /** Carries out one command; a refusal is told to the person in words. Resolves with whether it was done. */
  act(command: CommandInput): Promise<boolean> {
    return this.run(() => this.live.command(command))
  }
}
