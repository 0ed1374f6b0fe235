import { FileFact } from '#protocol/uploads.ts'
import type { Database } from '#platform/db/database.ts'

/** To what a file was brought: a material of a case, or a still of a call. */
export type FileOwner = { kind: 'case' | 'call'; id: string }

/** Files at the windows, as docs-service took them in; whoever sees the owner sees their pages. */
export class WindowFiles {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
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

  async destroy(owner: FileOwner): Promise<void> {
    await this.#database.kysely.deleteFrom('window_files').where('owner_kind', '=', owner.kind).where('owner_id', '=', owner.id).execute()
  }
}
