import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { CatalogueCommand } from '#protocol/window/catalogue-log.ts'
import { CatalogueEvent } from '#protocol/window/catalogue-log.ts'
import { WindowActor } from '#protocol/window/actor.ts'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { AppError } from '#protocol/errors.ts'
import { canonicalJson, sha256Hex } from '#platform/canonical.ts'
import type { Court } from '../../context.ts'
import { Hosts } from '../../hosts/hosts.ts'
import type { Law } from '../../hosts/law.ts'

type CatalogueState = { seq: number; catalogue: Catalogue; sha256: string; importedAt: string }
type CatalogueTerms = { state: CatalogueState; command: CatalogueCommand; event: CatalogueEvent; actor: WindowActor }

const MAIN = 'main'
/** Published when this or another process has taken in a new version. */
const CHANGED_SUBJECT = 'window.catalogueChanged'

const catalogueLaw: Law<CatalogueTerms> = {
  name: 'catalogue',
  streamOf: (id) => `catalogue/${id}`,
  event: CatalogueEvent,
  actor: WindowActor,
  begins: ({ origin }) => origin === 'seed',
  decide(state, { catalogue, origin }, actor) {
    const isAllowed = origin === 'seed' ? 'system' in actor : 'role' in actor && actor.role === 'supervisor'
    if (!isAllowed) return { ok: false, error: { code: 'notPermitted', details: {} } }
    if (origin === 'seed' && state !== null) return { ok: false, error: { code: 'alreadyDone', details: {} } }
    const numbered = { ...catalogue, version: (state?.catalogue.version ?? 0) + 1 }
    return { ok: true, events: [{ type: 'catalogueImported', catalogue: numbered, sha256: sha256Hex(canonicalJson(numbered)), origin }] }
  },
  evolve: (_state, { seq, at, event }) => ({ seq, catalogue: event.catalogue, sha256: event.sha256, importedAt: at }),
}

export type Catalogues = {
  /** The version in force. The same object until the next import. */
  current(): Catalogue
  /** Takes in a checked catalogue as the next version. @throws AppError notPermitted for all but supervisors */
  take(catalogue: Catalogue, seat: WindowSeat, commandId: string): Promise<{ version: number }>
  /** Called after every change, also one made by another process. */
  onChange(listener: (catalogue: Catalogue) => void): void
  stop(): Promise<void>
}

/** The installation's catalogue as its log has it; `seed` stands in for it at the very first start. */
export async function openCatalogue(court: Court, seed: () => Catalogue): Promise<Catalogues> {
  const hosts = new Hosts(court, catalogueLaw)
  const listeners: ((catalogue: Catalogue) => void)[] = []
  let state = await hosts.peek(MAIN)
  if (state === null) {
    await hosts.submit(MAIN, { command: { type: 'importCatalogue', catalogue: seed(), origin: 'seed' }, actor: { system: 'catalogue' }, commandId: null })
      .catch((error: unknown) => { if (!(error instanceof AppError && error.code === 'alreadyDone')) throw error })
    state = await hosts.peek(MAIN)
  }
  if (state === null) throw new Error('the catalogue could not be begun')
  let current = state
  const settle = (next: CatalogueState | null): void => {
    if (next === null || next.seq <= current.seq) return
    current = next
    for (const listener of listeners) listener(next.catalogue)
  }
  const deaf = court.bus.subscribe(CHANGED_SUBJECT, () => {
    hosts.peek(MAIN).then(settle).catch((error: unknown) => court.log.error({ err: error }, 'the new catalogue could not be read'))
  })
  hosts.onSteps((_id, steps) => {
    settle(steps.at(-1)?.after ?? null)
    court.bus.publish(CHANGED_SUBJECT, {})
  })
  return {
    current: () => current.catalogue,
    async take(catalogue, { personId, role, at }, commandId) {
      await hosts.submit(MAIN, { command: { type: 'importCatalogue', catalogue, origin: 'import' }, actor: { personId, role, at }, commandId })
      return { version: current.catalogue.version }
    },
    onChange: (listener) => void listeners.push(listener),
    async stop() {
      deaf()
      await hosts.stop()
    },
  }
}
