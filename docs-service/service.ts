import { createHash } from 'node:crypto'
import { z } from 'zod'
import { DOCS_CALLS, type DocsCallName, type DocsResult, type DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import { readContent, type DocumentAct } from '#domain/document/index.ts'
import type { Blobs } from '#platform/ports.ts'
import type { Directory } from './directory.ts'

type Params<N extends DocsCallName> = z.output<(typeof DOCS_CALLS)[N]['params']>
type Act = Params<'draft' | 'change' | 'confirm' | 'preview' | 'freeze' | 'sign' | 'refuse' | 'void' | 'noteOpened'>

const Request = z.strictObject({ name: z.enum(Object.keys(DOCS_CALLS) as [DocsCallName, ...DocsCallName[]]), params: z.record(z.string(), z.unknown()) })

/** Answers one request of `docs.request`. @throws AppError badMessage, fieldInvalid and those of the domain's rules */
export function createService(directory: Directory, blobs: Blobs): (payload: unknown) => Promise<unknown> {
  const run = (documentId: string, params: Act, act: DocumentAct, identityHmac?: string): Promise<DocumentView> =>
    directory.run(documentId, {
      act, actor: { personId: params.actor, role: params.actorRole }, commandId: params.commandId, ...(identityHmac ? { identityHmac } : {}),
    })
  /** The paper must be of the hearing or case that the caller takes part in. */
  const own = async (params: { matterId: string; documentId: string }): Promise<void> => {
    if ((await directory.view(params.documentId))?.matterId !== params.matterId) throw new AppError('notFound')
  }

  const answers: { [N in DocsCallName]: (params: Params<N>) => Promise<DocsResult<N>> } = {
    draft: async (params) => {
      const { matter, matterId, content, signers } = params
      const documentId = documentIdOf(matterId, params.commandId)
      return run(documentId, params, { type: 'draft', documentId, matter, matterId, content, signers })
    },
    change: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'change', version: params.version, content: params.content, signers: params.signers })
    },
    confirm: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'confirm', version: params.version })
    },
    preview: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'preview', version: params.version })
    },
    freeze: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'freeze', version: params.version, previewSha256: params.previewSha256 })
    },
    sign: async (params) => {
      await own(params)
      const { documentId, revisionSha256, strokes, shownToEndAt, identityVerified, identityHmac } = params
      return run(documentId, params, { type: 'sign', revisionSha256, strokes, shownToEndAt, identityVerified }, identityHmac)
    },
    refuse: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'refuse', personId: params.personId, reason: params.reason })
    },
    void: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'void', reason: params.reason })
    },
    noteOpened: async (params) => {
      await own(params)
      return run(params.documentId, params, { type: 'noteOpened' })
    },
    list: async ({ matterId }) => ({ documents: await directory.list(matterId) }),
    file: async ({ documentId, sha256 }) => {
      const view = await directory.view(documentId)
      if (!view) throw new AppError('notFound')
      const wanted = view.revisionSha256 ?? (sha256 === undefined ? undefined : view.preview?.sha256)
      if (wanted === undefined) throw new AppError(sha256 === undefined ? 'documentNotFrozen' : 'stalePreview')
      // Only a draft has two answers; of a frozen paper everybody gets the newest, so that nobody reads an old one.
      if (view.revisionSha256 === null && sha256 !== wanted) throw new AppError('stalePreview')
      const bytes = await blobs.get(wanted)
      if (!bytes) throw new Error(`the bytes of revision ${wanted} of ${documentId} are gone`)
      return { sha256: wanted, base64: Buffer.from(bytes).toString('base64') }
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
    if ((name === 'draft' || name === 'change') && 'content' in params) {
      // Told by field and in words, not by a path in a schema: a clerk reads it.
      const content = readContent(params.content)
      if (!content.ok) throw new AppError(content.error.code, content.error.details)
    }
    if (name === 'sign' && isEmptyList(params.strokes)) throw new AppError('signatureEmpty')
    return answer(name, params)
  }
}

/** Follows from the command, so that a draft asked for twice is one draft. */
function documentIdOf(matterId: string, commandId: string): string {
  return `doc-${createHash('sha256').update(`${matterId}\n${commandId}`).digest('hex').slice(0, 20)}`
}
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0
