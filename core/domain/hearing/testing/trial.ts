import { createHash } from 'node:crypto'
import type { HearingCommand, ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { Actor, HearingEvent, HearingFact } from '#protocol/hearing-events.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { Participant } from '#protocol/people.ts'
import type { Decision, HearingState, Person } from '../state.ts'
import { decide, evolve, recordText, schedule } from '../index.ts'
import { sampleCase } from './sample.ts'

/** One hearing carried on by hand: the rules with a clock and ids a test can foresee. */
export class Trial {
  state!: HearingState
  readonly facts: HearingFact[] = []
  /** Called after every fact with the states around it. */
  watch: ((before: HearingState, fact: HearingFact, after: HearingState) => void) | null = null
  #ids = 0

  constructor(kind: string, participants: Participant[], publicity: 'open' | 'closed' = 'open') {
    const decision = schedule({ hearingId: 'h1', kind, caseFile: { ...sampleCase, publicity }, participants })
    this.#fold({ system: 'seed' }, decision)
  }

  who(personId: string): Person {
    const person = this.state.people[personId]
    if (!person) throw new Error(`nobody called ${personId}`)
    return person
  }

  now = (): string => new Date(Date.UTC(2026, 10, 21, 1, 0, this.facts.length)).toISOString()

  context = () => ({
    now: this.now(),
    newId: () => `id${++this.#ids}`,
    recordDigest: createHash('sha256').update(recordText(this.state)).digest('hex'),
  })

  try(actor: Actor, command: HearingCommand): Decision {
    const decision = decide(this.state, command, actor, this.context())
    if (decision.ok) this.#fold(actor, decision)
    return decision
  }

  /** Carries the command out; throws when it is refused. */
  by(personId: string, command: ParticipantCommand): void {
    const decision = this.try({ personId }, command)
    if (!decision.ok) throw new Error(`${personId} ${command.type}: ${decision.error.code} ${JSON.stringify(decision.error.details)}`)
  }

  /** The code with which the command is refused; null when it is not. */
  refusal(personId: string, command: ParticipantCommand): ErrorCode | null {
    const decision = decide(this.state, command, { personId }, this.context())
    return decision.ok ? null : decision.error.code
  }

  join(personId: string, devices: { withCamera?: boolean; withMicrophone?: boolean; connectionId?: string } = {}): void {
    const { withCamera = true, withMicrophone = true, connectionId = `c${++this.#ids}` } = devices
    this.system({ type: 'connect', personId, connectionId, withCamera, withMicrophone })
  }

  drop(personId: string, cause: 'left' | 'lineLost' = 'lineLost'): void {
    this.system({ type: 'disconnect', personId, connectionId: this.who(personId).connectionId ?? '', cause })
  }

  system(command: HearingCommand): void {
    const decision = this.try({ system: 'gateway' }, command)
    if (!decision.ok) throw new Error(`${command.type}: ${decision.error.code}`)
  }

  #fold(actor: Actor, decision: Decision): void {
    if (!decision.ok) throw new Error(decision.error.code)
    for (const event of decision.events) this.add(actor, event)
  }

  add(actor: Actor, event: HearingEvent): void {
    const fact: HearingFact = { seq: this.facts.length + 1, at: this.now(), actor, event }
    const before = this.state
    this.state = evolve(before ?? null, fact)
    this.facts.push(fact)
    if (before) this.watch?.(before, fact, this.state)
  }
}
