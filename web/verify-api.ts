import { AppError } from '#protocol/errors.ts'
import { ErrorReply } from '#protocol/http.ts'
import { PaperStatus, VERIFY_ROUTES, VerifyReply } from '#protocol/verification.ts'
import { Unreachable } from './api.ts'

/** Puts a file before the court; nobody need be signed in. @throws AppError; Unreachable */
export async function verifyFile(file: Blob): Promise<VerifyReply> {
  return VerifyReply.parse(await ask(VERIFY_ROUTES.file, { method: 'POST', body: file, headers: { 'content-type': 'application/pdf' } }))
}

/** @throws AppError notFound when this court has no such paper; Unreachable */
export async function paperStatus(documentId: string): Promise<PaperStatus> {
  return PaperStatus.parse(await ask(VERIFY_ROUTES.code.replace(':documentId', documentId)))
}

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(path, { ...init, cache: 'no-store' }).catch(() => { throw new Unreachable() })
  const body: unknown = await answer.json().catch(() => null)
  if (answer.ok) return body
  const failure = ErrorReply.safeParse(body)
  throw failure.success ? new AppError(failure.data.error.code, failure.data.error.details) : new AppError('internal')
}
