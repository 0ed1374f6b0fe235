import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { openOffice } from '../../integration/docs/office.ts'
import { Progress } from '../progress.ts'
import { CASES } from './cases.ts'
import { checkPaper, drawPages, type PaperCheck } from './check.ts'
import { makePaper } from './make.ts'

type PaperSummary = PaperCheck & { file: string; kind: string; sha256: string }

/**
 * `npm run demo -- --papers --out DIR`: every kind of paper, made, signed and sealed by the real service on a database of its
 * own. Leaves NAME.pdf, pages/NAME-N.png and summary.json in DIR. 0 only if every paper passed every check.
 */
export async function runPapersDemo(out: string): Promise<number> {
  const folder = resolve(out)
  await mkdir(join(folder, 'pages'), { recursive: true })
  const progress = new Progress()
  const office = await progress.step('the service of papers opens', () => openOffice())
  try {
    const rootPem = await readFile(join(office.dataDir, 'ca/root.pem'), 'utf8')
    const papers: PaperSummary[] = []
    const failed: string[] = []
    for (const one of CASES) {
      const { template } = one.content
      try {
        papers.push(await progress.step(`${PAPER_KINDS[template].zh} ${template}`, async () => {
          const view = await makePaper(office, one)
          const file = join(folder, `${template}.pdf`)
          await writeFile(file, await office.bytes(view.documentId))
          drawPages(file, join(folder, 'pages', template))
          return { file: `${template}.pdf`, kind: PAPER_KINDS[template].zh, sha256: view.revisionSha256 ?? '', ...(await checkPaper(file, { ...one, documentId: view.documentId }, rootPem)) }
        }))
      } catch (error) {
        failed.push(`${template}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    const missing = Object.keys(PAPER_KINDS).filter((template) => !CASES.some(({ content }) => content.template === template))
    const faults = [...failed, ...missing.map((template) => `${template}: has no case`), ...papers.flatMap((paper) => faultsOf(paper).map((fault) => `${paper.file}: ${fault}`))]
    await writeFile(join(folder, 'summary.json'), `${JSON.stringify({ papers, faults }, null, 2)}\n`)
    for (const fault of faults) progress.note(fault)
    progress.note(`${papers.length} papers, ${papers.reduce((sum, { pages }) => sum + pages, 0)} pages, ${papers.reduce((sum, { signatures }) => sum + signatures, 0)} signatures in ${folder}; ${progress.total()} in all`)
    return faults.length === 0 ? 0 : 1
  } finally {
    await office.close()
  }
}

function faultsOf({ verified, problem, fontsEmbedded, textExact, pdfsigValid, signatures }: PaperSummary): string[] {
  return [
    ...(verified ? [] : [`the strict verifier refuses it: ${problem ?? 'not by this court'}`]), ...(fontsEmbedded ? [] : ['a font is not an embedded subset']),
    ...(textExact ? [] : ['pdftotext reads another text']), ...(pdfsigValid === signatures ? [] : [`pdfsig finds ${pdfsigValid} of ${signatures} signatures valid`]),
  ]
}
