import type { IdentityService as Answer } from '#protocol/window/session.ts'
import type { z } from 'zod'

export type IdentityAnswer = Pick<z.infer<typeof Answer>, 'result' | 'reference'>

/**
 * A register of the state's that tells whether name and identity number belong together (人口信息核验). What it says is one
 * ground of the clerk's decision, never the decision (W-3.13).
 */
export type IdentityService = {
  /** As the log and the clerk are told it, e.g. "国家人口基础信息库". */
  readonly name: string
  /** `reference`: by which the register finds the question again. A register that cannot be reached is `unavailable`. */
  check(person: { name: string; number: string }): Promise<IdentityAnswer>
}

/** Where no register is connected this is said, and nothing is made up: the clerk decides by what they see. */
export const NO_IDENTITY_SERVICE: IdentityService = {
  name: '未接入人口信息核验服务',
  check: () => Promise.resolve({ result: 'unavailable', reference: '未查询' }),
}

/** The question that was under way when the process ended has no answer any more. */
export const LOST_ANSWER: IdentityAnswer = { result: 'unavailable', reference: '未取得核验结果' }
