import { AppError } from '#protocol/errors.ts'
import { ErrorReply } from '#protocol/http.ts'
import { UPLOAD_ROUTES, UploadReply, type FileFact } from '#protocol/uploads.ts'
import { Unreachable } from '../api.ts'
import { currentSession } from '../session.ts'

const withToken = (): Record<string, string> => {
  const token = currentSession()?.token
  return token ? { authorization: `Bearer ${token}` } : {}
}
const pathOf = (route: string, values: Record<string, string>): string => route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))

/** The sentence-bearing error of an answer that is not a success. */
function refusal(body: unknown): AppError {
  const failure = ErrorReply.safeParse(body)
  return failure.success ? new AppError(failure.data.error.code, failure.data.error.details) : new AppError('internal')
}

/**
 * Sends one file. `fetch` does not tell how far it has come, so the older way is taken.
 * @param onSent share of the bytes sent, 0 … 1; at 1 the court is checking the file
 * @throws AppError in the court's words; Unreachable; DOMException AbortError
 */
export function uploadFile(hearingId: string, file: File, options: { onSent: (share: number) => void; signal: AbortSignal }): Promise<FileFact> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${pathOf(UPLOAD_ROUTES.upload, { hearingId })}?name=${encodeURIComponent(file.name.slice(0, 120) || '文件')}`)
    for (const [name, value] of Object.entries(withToken())) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => options.onSent(total > 0 ? loaded / total : 0)
    request.upload.onload = () => options.onSent(1)
    request.onerror = () => reject(new Unreachable())
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'))
    request.onload = () => {
      const reply = UploadReply.safeParse(request.response)
      if (request.status < 300 && reply.success) resolve(reply.data.file)
      else reject(refusal(request.response))
    }
    options.signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

async function fetchBytes(path: string): Promise<Blob> {
  let answer: Response
  try {
    answer = await fetch(path, { headers: withToken() })
  } catch {
    throw new Unreachable()
  }
  if (!answer.ok) throw refusal(await answer.json().catch(() => null))
  return await answer.blob()
}

/** The picture of one page, counted from 1. @throws AppError, Unreachable */
export const filePage = (hearingId: string, fileId: string, page: number): Promise<Blob> =>
  fetchBytes(pathOf(UPLOAD_ROUTES.page, { hearingId, fileId, page: String(page) }))

/** @throws AppError, Unreachable */
export const fileOriginal = (hearingId: string, fileId: string): Promise<Blob> => fetchBytes(pathOf(UPLOAD_ROUTES.original, { hearingId, fileId }))
