import type { Signer } from '#protocol/documents.ts'
import type { PaperContent } from '#protocol/papers/index.ts'
import { NOTICE_CASES } from './notice-cases.ts'
import { PARTY_CASES } from './party-cases.ts'
import { SITTING_CASES } from './sitting-cases.ts'

/** One paper as the demo has it made, and who signs it. */
export type Case = { content: PaperContent; signers: Signer[] }

/** Every kind once, in the order in which a case meets them. */
export const CASES: Case[] = [...SITTING_CASES, ...NOTICE_CASES, ...PARTY_CASES]
