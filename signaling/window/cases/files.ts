import { FileFact } from '#protocol/uploads.ts'
import type { Database } from '#platform/db/database.ts'

/** To what a file was brought: a material of a case, or a still of a call. */
export type FileOwner = { kind: 'case' | 'call'; id: string }

/** Files at the windows, as docs-service took them in; whoever sees the owner sees their pages. */
export class WindowFiles {
  readonly #database: Database
  readonly #eraseBytes: (sha256: string[]) => Promise<void>

  /** @param eraseBytes destroys bytes where they lie; asked again, nothing changes */
  constructor(database: Database, eraseBytes: (sha256: string[]) => Promise<void>) {
    this.#database = database
    this.#eraseBytes = eraseBytes
  }

  /** Again: nothing changes. */
  async keep(owner: FileOwner, fact: FileFact): Promise<void> {
    await this.#database.kysely.insertInto('window_files')
      .values({ file_id: fact.fileId, owner_kind: owner.kind, owner_id: owner.id, fact: JSON.stringify(fact) })
      .onConflict((conflict) => conflict.column('file_id').doNothing()).execute()
  }

  async find(fileId: string): Promise<{ owner: FileOwner; fact: FileFact } | null> {
    const row = await this.#database.kysely.selectFrom('window_files').selectAll().where('file_id', '=', fileId).executeTakeFirst()
    if (!row) return null
    return { owner: { kind: row.owner_kind === 'case' ? 'case' : 'call', id: row.owner_id }, fact: FileFact.parse(JSON.parse(row.fact)) }
  }

  async count(owner: FileOwner): Promise<number> {
    const { n } = await this.#database.kysely.selectFrom('window_files').select((is) => is.fn.countAll<string>().as('n'))
      .where('owner_kind', '=', owner.kind).where('owner_id', '=', owner.id).executeTakeFirstOrThrow()
    return Number(n)
  }

  /** A still that a case has taken over is the case's from now on. */
  async carry(fileIds: readonly string[], from: string, caseId: string): Promise<void> {
    if (fileIds.length === 0) return
    await this.#database.kysely.updateTable('window_files').set({ owner_kind: 'case', owner_id: caseId })
      .where('file_id', 'in', fileIds).where('owner_kind', '=', 'call').where('owner_id', '=', from).execute()
  }

  /**
   * Originals and pages of an owner, for good; content that somebody else brought too stays theirs. The rows go last: where
   * the bytes could not be destroyed it is tried again.
   */
  async destroy(owner: FileOwner): Promise<void> {
    const rows = await this.#database.kysely.selectFrom('window_files').select('fact').where('owner_kind', '=', owner.kind).where('owner_id', '=', owner.id).execute()
    const bytes = new Set(rows.flatMap(({ fact }) => contentsOf(FileFact.parse(JSON.parse(fact)))))
    for (const sha256 of bytes) if (await this.#isOthers(sha256, owner)) bytes.delete(sha256)
    if (bytes.size > 0) await this.#eraseBytes([...bytes])
    await this.#database.kysely.deleteFrom('window_files').where('owner_kind', '=', owner.kind).where('owner_id', '=', owner.id).execute()
  }
  /** Photographs of calls that no case has taken over by then. @returns how many calls were cleared */
  async destroyOfCallsBefore(instant: Date): Promise<number> {
    const rows = await this.#database.kysely.selectFrom('window_files').select('owner_id').distinct().where('owner_kind', '=', 'call').where('created_at', '<', instant).limit(500).execute()
    for (const { owner_id } of rows) await this.destroy({ kind: 'call', id: owner_id })
    return rows.length
  }

  async #isOthers(sha256: string, { kind, id }: FileOwner): Promise<boolean> {
    const row = await this.#database.kysely.selectFrom('window_files').select('file_id')
      .where((is) => is.or([is('owner_kind', '!=', kind), is('owner_id', '!=', id)])).where('fact', 'like', `%${sha256}%`).limit(1).executeTakeFirst()
    return row !== undefined
  }
}

const contentsOf = ({ sha256, pages }: FileFact): string[] => [sha256, ...pages.map((page) => page.sha256)]
