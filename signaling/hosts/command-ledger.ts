import { AppError } from '#protocol/errors.ts'
import type { StoredActor } from '#protocol/stored-actor.ts'

type Entry = { actor: string; seq: number }

/**
 * Which commands have been carried out on one stream, so that one sent twice changes nothing. Rebuilt from the log,
 * hence it outlives the process.
 */
export class CommandLedger {
  readonly #done = new Map<string, Entry>()

  /**
   * The log's position after that command, or undefined if it was not carried out.
   * @throws AppError alreadyDone when somebody else used this identifier: theirs is not answered for another
   */
  find(actor: StoredActor, commandId: string | null): number | undefined {
    const entry = commandId === null ? undefined : this.#done.get(commandId)
    if (entry !== undefined && entry.actor !== nameOf(actor)) throw new AppError('alreadyDone')
    return entry?.seq
  }

  note(actor: StoredActor, commandId: string | null, seq: number): void {
    if (commandId !== null) this.#done.set(commandId, { actor: nameOf(actor), seq })
  }
}

function nameOf(actor: StoredActor): string {
  return 'system' in actor ? `system/${actor.system}` : `person/${actor.personId}`
}
