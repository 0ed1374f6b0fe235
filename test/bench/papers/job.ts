import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { PaperContent, Signer } from '#protocol/documents.ts'
import { AGREEMENT, FIELDS } from '../../../docs-service/testing/samples.ts'
import { planOf } from '../../../docs-service/templates/index.ts'
import { layOut } from '../../../docs-service/typeset/layout.ts'

const require = createRequire(import.meta.url)
const FONTS = {
  serif: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  serifBold: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  sans: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
}

/** The three who sign. */
export const THREE: Signer[] = [
  { personId: 'p1', name: FIELDS.applicants[0]?.name ?? '', role: 'plaintiff', capacity: 'party' },
  { personId: 'd1', name: FIELDS.respondents[0]?.name ?? '', role: 'defendant', capacity: 'party' },
  { personId: 'j1', name: '赵审', role: 'soleJudge', capacity: 'judge' },
]

/** Agreement `number`: no two are the same, so nothing can be kept from one to the next. */
export const contentOf = (number: number): PaperContent => ({ template: 'settlementAgreement', fields: { ...FIELDS, facts: `${FIELDS.facts}（${number}）` } })

/** The same work for every side, as files in `folder`: lines of text where our layout puts them, fonts, keys. */
export type Job = { json: string; lines: string; ecKey: string; ecCertificate: string; out: string; seconds: number }

/**
 * Peers get the pages already laid out, so that they are measured without the breaking of lines, which ours does itself.
 * They sign with one key made beforehand: RSA 2048 from PKCS#12 where nothing else is possible, ECDSA P-256 elsewhere.
 */
export function writeJob(folder: string, seconds: number): Job {
  const { pages } = layOut(planOf(AGREEMENT, THREE, { documentId: 'doc-bench', testCa: true }))
  const fonts = Object.fromEntries(Object.entries(FONTS).map(([face, file]) => [face, require.resolve(file)]))
  const file = (name: string): string => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'rsa.pem', '-out', 'rsa.crt', '-subj', '/CN=bench', '-days', '2')
  // The old algorithms are what the peer's PKCS#12 reader understands.
  openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'rsa.crt', '-passout', 'pass:bench', '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1', '-out', 'rsa.p12')
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'ec.pem', '-out', 'ec.crt', '-subj', '/CN=bench', '-days', '2')
  openssl('pkcs8', '-topk8', '-nocrypt', '-in', 'ec.pem', '-outform', 'DER', '-out', 'ec.key.der')
  openssl('x509', '-in', 'ec.crt', '-outform', 'DER', '-out', 'ec.crt.der')
  const job: Job = { json: file('job.json'), lines: file('lines.txt'), ecKey: file('ec.key.der'), ecCertificate: file('ec.crt.der'), out: file('out.pdf'), seconds }
  const texts = pages.map((page) => ({ texts: page.texts.map(({ x, y, size, face, text }) => ({ x, y, size, face, text })) }))
  writeFileSync(job.json, JSON.stringify({ seconds, pages: texts, fonts, p12: file('rsa.p12'), ecKey: job.ecKey, ecCertificate: job.ecCertificate, out: job.out }))
  const lines = Object.entries(fonts).map(([face, path]) => `F\t${face}\t${path}`)
  for (const page of texts) {
    lines.push('P')
    for (const { x, y, size, face, text } of page.texts) if (text !== '') lines.push(['T', x, y, size, face, text].join('\t'))
  }
  writeFileSync(job.lines, `${lines.join('\n')}\n`)
  return job
}
