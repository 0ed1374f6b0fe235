/** DER as PEM (RFC 7468). */
export const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END ${label}-----\n`

/** Every certificate of a PEM text as DER, in its order. @throws Error when there is none */
export function certificatesOf(text: string): Uint8Array[] {
  const found = [...text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g)]
  if (found.length === 0) throw new Error('no certificate in the PEM text')
  return found.map(([, body = '']) => Buffer.from(body, 'base64'))
}
