import { DOCS_CALLS, DOCS_REQUEST_SUBJECT, type DocsCallName, type DocsParams, type DocsResult } from '#protocol/documents.ts'
import type { Bus } from '#platform/ports.ts'

/** Laying out and signing a paper takes its time on a busy machine. */
const TIMEOUT_MS = 30_000

export type DocsClient = <N extends DocsCallName>(name: N, params: DocsParams<N>) => Promise<DocsResult<N>>

/** Calls to docs-service over the bus, checked in both directions. Rejects with its own AppError. */
export function createDocsClient(bus: Bus): DocsClient {
  return async (name, params) => {
    const checked = DOCS_CALLS[name].params.parse(params)
    const reply = await bus.request(DOCS_REQUEST_SUBJECT, { name, params: checked }, { timeoutMs: TIMEOUT_MS })
    return DOCS_CALLS[name].result.parse(reply) as DocsResult<typeof name>
  }
}
