import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import type { CertificateAuthority } from '../ports.ts'

/** How the authority misbehaves; null: it does as docs/signing.md says. */
export type Mischief = { status?: number; body?: string | Buffer; silent?: boolean; authority?: CertificateAuthority; name?: string; otherKey?: Uint8Array } | null
export type AuthorityServer = { url: string; requests: unknown[]; mischief: Mischief; close(): Promise<void> }

const IssueRequest = z.strictObject({
  subject: z.strictObject({ commonName: z.string(), serialNumber: z.string().optional(), title: z.string().optional(), organization: z.string().optional() }),
  publicKey: z.base64(), at: z.iso.datetime(),
})

/** A certificate authority over HTTP as docs/signing.md describes it, around any authority; for tests. */
export async function serveAuthority(authority: CertificateAuthority, token: string): Promise<AuthorityServer> {
  const open = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    open.add(response)
    void answer(request, response).catch((error: unknown) => response.writeHead(400).end(String(error)))
  })
  const self: AuthorityServer = {
    url: '', requests: [], mischief: null,
    close: () => new Promise((resolve) => {
      for (const response of open) response.destroy()
      server.close(() => resolve())
    }),
  }
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { mischief } = self
    if (mischief?.silent) return
    if (request.headers.authorization !== `Bearer ${token}`) return void response.writeHead(401).end()
    if (mischief?.status || mischief?.body !== undefined) return void response.writeHead(mischief.status ?? 200).end(mischief.body ?? '')
    const issuer = mischief?.authority ?? authority
    if (request.method === 'GET' && request.url === '/v1/crls') return send(response, { crls: (await issuer.crls(new Date())).map(base64) })
    const { subject, publicKey, at } = IssueRequest.parse(JSON.parse(await textOf(request)))
    self.requests.push(subject)
    const plain = Object.fromEntries(Object.entries({ ...subject, commonName: mischief?.name ?? subject.commonName }).filter(([, value]) => value !== undefined))
    const spki = mischief?.otherKey ?? Buffer.from(publicKey, 'base64')
    const { certificate } = await issuer.issue({ subject: { ...plain, commonName: mischief?.name ?? subject.commonName }, spki, at: new Date(at) })
    send(response, { certificate: base64(certificate) })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  self.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return self
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const send = (response: ServerResponse, body: unknown): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

export async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
const textOf = async (request: IncomingMessage): Promise<string> => (await bytesOf(request)).toString('utf8')
