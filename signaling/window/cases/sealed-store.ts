import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { CaseEvent } from '#protocol/window/case.ts'
import type { StoredActor } from '#protocol/stored-actor.ts'
import { withoutPersonal } from '#domain/window/case/index.ts'
import { canonicalJson } from '#platform/canonical.ts'
import type { Database } from '#platform/db/database.ts'
import type { EventStore, NewEvent, Stored } from '#platform/ports.ts'
import { openText, sealText } from '../matters/secrets.ts'

/** How an event with something personal in it stands in the log: what may stay for ever, and the whole under the case's key. */
const SealedEvent = z.looseObject({ type: z.string(), sealed: z.string().optional() })

/**
 * The keys of the cases. A key is made with the first event of a case and destroyed when the case is erased: then the
 * log, which only grows, still verifies and folds, and says nothing personal any more (W-7.7).
 */
export class CaseKeys {
  readonly #database: Database
  readonly #master: Buffer
  readonly #known = new Map<string, Buffer>()

  constructor(database: Database, master: Buffer) {
    this.#database = database
    this.#master = master
  }

  /** null where the key has been destroyed or never was. */
  async find(caseId: string): Promise<Buffer | null> {
    const known = this.#known.get(caseId)
    if (known) return known
    const row = await this.#database.kysely.selectFrom('case_keys').selectAll().where('case_id', '=', caseId).executeTakeFirst()
    if (!row) return null
    const key = Buffer.from(openText(this.#master, row.sealed_key, `case/${caseId}`), 'hex')
    this.#known.set(caseId, key)
    return key
  }

  async make(caseId: string): Promise<Buffer> {
    const sealed = sealText(this.#master, randomBytes(32).toString('hex'), `case/${caseId}`)
    await this.#database.kysely.insertInto('case_keys').values({ case_id: caseId, sealed_key: sealed })
      .onConflict((conflict) => conflict.column('case_id').doNothing()).execute()
    const key = await this.find(caseId)
    if (!key) throw new Error(`the key of case ${caseId} could not be made`)
    return key
  }

  async destroy(caseId: string): Promise<void> {
    this.#known.delete(caseId)
    await this.#database.kysely.deleteFrom('case_keys').where('case_id', '=', caseId).execute()
  }

  /** Lets go of what is held in memory: another process may have destroyed it. */
  forget(): void {
    this.#known.clear()
  }
}

/** An event store for cases: what is personal in an event is kept under the key of its case. Others' streams do not belong here. */
export function createSealedStore(store: EventStore, keys: CaseKeys): EventStore {
  const caseOf = (stream: string): string => stream.slice(stream.indexOf('/') + 1)
  return {
    async append<E, A extends StoredActor>(stream: string, expectedSeq: number, events: NewEvent<E, A>[], fence: number): Promise<Stored<E, A>[]> {
      const caseId = caseOf(stream)
      const key = (await keys.find(caseId)) ?? (expectedSeq === 0 ? await keys.make(caseId) : null)
      const sealed = events.map((one) => ({ ...one, event: seal(CaseEvent.parse(one.event), key, caseId) }))
      const stored = await store.append(stream, expectedSeq, sealed, fence)
      return stored.map((one, index) => ({ ...one, event: (events[index] as NewEvent<E, A>).event }) as Stored<E, A>)
    },
    read: () => Promise.reject(new TypeError('a case has other hands than a hearing: readAs')),
    async readAs(stream, event, actor, afterSeq) {
      const caseId = caseOf(stream)
      const [rows, key] = [await store.readAs(stream, SealedEvent, actor, afterSeq), await keys.find(caseId)]
      return rows.map((row) => {
        const checked = event.safeParse(unseal(row.event, key, caseId))
        if (!checked.success) throw new Error(`${stream}: event ${row.seq} is not of a known form: ${checked.error.message}`)
        return { ...row, event: checked.data }
      })
    },
    listStreams: (prefix) => store.listStreams(prefix),
    verify: (stream) => store.verify(stream),
  }
}

function seal(event: CaseEvent, key: Buffer | null, caseId: string): CaseEvent & { sealed?: string } {
  const rest = withoutPersonal(event)
  const whole = canonicalJson(event)
  // once the key is destroyed nothing personal is written any more either
  return canonicalJson(rest) === whole ? event : { ...rest, ...(key && { sealed: sealText(key, whole, `case/${caseId}`) }) }
}

function unseal({ sealed, ...rest }: z.infer<typeof SealedEvent>, key: Buffer | null, caseId: string): unknown {
  return sealed === undefined || key === null ? rest : JSON.parse(openText(key, sealed, `case/${caseId}`))
}
