import type { Signer } from '#protocol/documents.ts'
import type { PaperFields, TemplateId } from '#protocol/papers/index.ts'
import type { Block } from '../typeset/blocks.ts'
import type { Say } from './wording/index.ts'

/** What one paper says, in order; measures of pages are the typesetter's business. */
export type Template<T extends TemplateId> = (fields: PaperFields<T>, signers: readonly Signer[], say: Say<T>) => Block[]
