/** SHA-256 (hex). */
export async function sha256Bytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** SHA-256 (hex) of a text in UTF-8, as the law reckons it on the server. */
export const sha256Hex = (text: string): Promise<string> => sha256Bytes(new TextEncoder().encode(text))
