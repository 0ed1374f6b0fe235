import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { PaperContent } from '#protocol/papers/index.ts'
import type { Signer } from '#protocol/documents.ts'
import { certificatesOf } from '../../../docs-service/sign/pem.ts'
import { planOf } from '../../../docs-service/templates/index.ts'
import { layOut } from '../../../docs-service/typeset/layout.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'

/** What programs that are not ours, and our own verifier, say of one paper. */
export type PaperCheck = {
  pages: number; signatures: number
  /** The strict verifier: whole, complete, by the authority of this court. */
  verified: boolean; problem: string | null
  /** Every font is embedded and a subset (pdffonts). */
  fontsEmbedded: boolean
  /** What pdftotext reads is exactly what was laid out, character for character; white space left aside. */
  textExact: boolean
  /** pdfsig calls every signature valid, and finds as many as were made. */
  pdfsigValid: number
}

/** @throws Error when poppler's programs are missing */
export async function checkPaper(file: string, paper: { documentId: string; content: PaperContent; signers: Signer[] }, rootPem: string): Promise<PaperCheck> {
  const bytes = await readFile(file)
  const verification = await verifyPdf(bytes, { trustedRoots: certificatesOf(rootPem), complete: true })
  const { pages } = layOut(planOf(paper.content, paper.signers, { documentId: paper.documentId, testCa: true }))
  const laidOut = pages.map(({ texts }) => texts.map(({ text }) => text).join('')).join('')
  const fonts = tool('pdffonts', file).trim().split('\n').slice(2).map((line) => line.trim().split(/\s+/).slice(-5))
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(tool('pdfinfo', file))?.[1]), signatures: verification.signatures.length,
    verified: verification.ok && verification.trusted !== false, problem: verification.problem,
    fontsEmbedded: fonts.length > 0 && fonts.every(([embedded, subset, unicode]) => embedded === 'yes' && subset === 'yes' && unicode === 'yes'),
    textExact: tight(tool('pdftotext', '-raw', file, '-')) === tight(laidOut),
    pdfsigValid: tool('pdfsig', file).match(/Signature is Valid\./g)?.length ?? 0,
  }
}

/** Every page as a picture, NAME-1.png, NAME-2.png, … */
export function drawPages(file: string, prefix: string): void {
  tool('pdftoppm', '-r', '80', '-png', file, prefix)
}

const tight = (text: string): string => text.replaceAll(/\s/g, '')

function tool(program: string, ...args: string[]): string {
  const { stdout, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (error) throw new Error(`${program} cannot be run (Debian: apt-get install poppler-utils): ${error.message}`)
  return stdout
}
