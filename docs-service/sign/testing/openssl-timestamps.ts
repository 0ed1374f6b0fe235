import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { bytesOf } from './authority-server.ts'

const run = promisify(execFile)

const configuration = (folder: string, files: { certificate: string; key: string; chain: string }): string => `
[tsa]
default_tsa = here
[here]
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${files.certificate}
certs = ${files.chain}
signer_key = ${files.key}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`

/**
 * OpenSSL's own time-stamping authority behind HTTP: a second implementation of RFC 3161 to try ours against.
 * @param files PEM: the stamping certificate, its key, and the issuers up to the root
 */
export async function serveOpensslTimestamps(files: { certificate: string; key: string; chain: string }): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tsa-'))
  await writeFile(join(folder, 'tsa.cnf'), configuration(folder, files))
  await writeFile(join(folder, 'serial'), '01')
  let waiting: Promise<unknown> = Promise.resolve()
  let count = 0
  const server = createServer((request, response) => {
    // One at a time: the serial number is kept in a file.
    waiting = waiting.then(async () => {
      const name = join(folder, String(++count))
      await writeFile(`${name}.tsq`, await bytesOf(request))
      await run('openssl', ['ts', '-reply', '-config', join(folder, 'tsa.cnf'), '-queryfile', `${name}.tsq`, '-out', `${name}.tsr`])
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(await readFile(`${name}.tsr`))
    }).catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
