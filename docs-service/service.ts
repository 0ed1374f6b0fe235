import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DOCS_CALLS, type DocsCallName, type DocsResult, type DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import { readFields, type DocumentAct } from '#domain/document/index.ts'
import type { Blobs } from '#platform/ports.ts'
import type { Directory } from './directory.ts'

type Params<N extends DocsCallName> = z.output<(typeof DOCS_CALLS)[N]['params']>
type Act = Params<'draft' | 'change' | 'confirm' | 'freeze' | 'sign' | 'refuse' | 'void'>

const Request = z.strictObject({ name: z.enum(Object.keys(DOCS_CALLS) as [DocsCallName, ...DocsCallName[]]), params: z.record(z.string(), z.unknown()) })

/** Answers one request of `docs.request`. @throws AppError badMessage, fieldInvalid and those of the domain's rules */
export function createService(directory: Directory, blobs: Blobs): (payload: unknown) => Promise<unknown> {
  const run = (documentId: string, params: Act, act: DocumentAct, identityHmac?: string): Promise<DocumentView> =>
    directory.run(documentId, {
      act, actor: { personId: params.actor, role: params.actorRole }, commandId: params.commandId, ...(identityHmac ? { identityHmac } : {}),
    })
  /** The paper must be of the hearing that the caller takes part in. */
  const own = async (params: { hearingId: string; documentId: string }): Promise<void> => {
    if ((await directory.view(params.documentId))?.hearingId !== params.hearingId) throw new AppError('notFound')
  }

  const answers: { [N in DocsCallName]: (params: Params<N>) => Promise<DocsResult<N>> } = {
    draft: async (params) => {
      const { hearingId, template, fields, signers } = params
      const documentId = documentIdOf(hearingId, params.commandId)
      return run(documentId, params, { type: 'draft', documentId, hearingId, template, fields, signers })
    },
    change: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'change', version: params.version, fields: params.fields })
    },
    confirm: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'confirm', version: params.version })
    },
    freeze: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'freeze', version: params.version })
    },
    sign: async (params) => {
      await own(params)
      const { documentId, revisionSha256, strokes, shownToEndAt, identityVerified, identityHmac } = params
      return run(documentId, params, { type: 'sign', revisionSha256, strokes, shownToEndAt, identityVerified }, identityHmac)
    },
    refuse: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'refuse', reason: params.reason })
    },
    void: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'void', reason: params.reason })
    },
    list: async ({ hearingId }) => ({ documents: await directory.list(hearingId) }),
    file: async ({ documentId }) => {
      const view = await directory.view(documentId)
      if (!view) throw new AppError('notFound')
      if (view.revisionSha256 === null) throw new AppError('documentNotFrozen')
      const bytes = await blobs.get(view.revisionSha256)
      if (!bytes) throw new Error(`the bytes of revision ${view.revisionSha256} of ${documentId} are gone`)
      return { sha256: view.revisionSha256, base64: Buffer.from(bytes).toString('base64') }
    },
  }

  const answer = <N extends DocsCallName>(name: N, params: unknown): Promise<DocsResult<N>> => {
    const parsed = DOCS_CALLS[name].params.safeParse(params)
    if (!parsed.success) throw new AppError('badMessage', { path: parsed.error.issues[0]?.path.join('.') ?? '' })
    return answers[name](parsed.data as Params<N>)
  }
  return async (payload) => {
    const request = Request.safeParse(payload)
    if (!request.success) throw new AppError('badMessage', { path: request.error.issues[0]?.path.join('.') ?? '' })
    const { name, params } = request.data
    if ((name === 'draft' || name === 'change') && 'fields' in params) {
      // Told by field and in words, not by a path in a schema: a clerk reads it.
      const fields = readFields(params.fields)
      if (!fields.ok) throw new AppError(fields.error.code, fields.error.details)
    }
    if (name === 'sign' && isEmptyList(params.strokes)) throw new AppError('signatureEmpty')
    return answer(name, params)
  }
}

/** Follows from the command, so that a draft asked for twice is one draft. */
function documentIdOf(hearingId: string, commandId: string): string {
  return `doc-${createHash('sha256').update(`${hearingId}\n${commandId}`).digest('hex').slice(0, 20)}`
}
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0
