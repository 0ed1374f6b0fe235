/**
 * Our side doing only what the peers do, for a like-for-like comparison: pages made, three ECDSA signatures by one key
 * prepared beforehand; no certificates issued, no time stamps, no drawn handwriting, no checking. Never done in the product.
 * Arguments: key (PKCS#8 DER), certificate (DER), seconds, output. Prints one line of JSON.
 */
import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openRevision } from '../../../docs-service/pdf/signature-revision.ts'
import { makeBase } from '../../../docs-service/press/make-base.ts'
import { makeSignedData, signedAttributes } from '../../../docs-service/sign/cms.ts'
import { OID } from '../../../docs-service/sign/oids.ts'
import { fieldOf, planOf } from '../../../docs-service/templates/index.ts'
import { contentOf, THREE } from './job.ts'
import { measure } from './measure.ts'

const [keyFile = '', certificateFile = '', seconds = '4', out = 'out.pdf'] = process.argv.slice(2)
const key = createPrivateKey({ key: readFileSync(keyFile), format: 'der', type: 'pkcs8' })
const certificate = readFileSync(certificateFile)

async function agreement(number: number): Promise<Uint8Array> {
  const at = new Date()
  let { bytes } = await makeBase(planOf(contentOf(number), THREE, { documentId: `doc-${number}`, testCa: true }), at)
  THREE.forEach((signer, i) => {
    const revision = openRevision(bytes, { field: fieldOf(signer, i), signer: 'bench', reason: 'agreement', at, appearance: () => '' })
    const attributes = signedAttributes(OID.data, createHash('sha256').update(revision.covered[0]).update(revision.covered[1]).digest(), certificate)
    bytes = revision.close(makeSignedData({ contentType: OID.data, content: null, certificate, chain: [], attributes, signature: sign('sha256', attributes, key), timestampToken: null }))
  })
  return bytes
}

process.stdout.write(`${JSON.stringify(await measure(agreement, Number(seconds), out))}\n`)
