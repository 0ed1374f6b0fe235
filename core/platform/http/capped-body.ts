/**
 * The whole body of an answer from a service outside, no more than `mostBytes` of it held.
 * @param tooLarge the error to throw for more
 */
export async function cappedBody(response: Response, mostBytes: number, tooLarge: () => Error): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > mostBytes) throw tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}
