import type { Steps } from './steps.ts'
import { ensureChromium } from './chromium.ts'
import { ensurePackages } from './debian.ts'
import { ensureMediaWorker } from './media-worker/index.ts'
import { ensureWebBuild } from './web-build.ts'

/** Everything that tests, the demo and the benchmarks need besides the packages: worker, client, browser, pdfsig. */
export async function ensureTestTools(root: string, steps: Steps): Promise<void> {
  await steps.run('媒体进程 media worker', async (progress) => {
    const worker = await ensureMediaWorker(root, progress)
    return `${worker.way} ${worker.path}`
  })
  await steps.run('网页客户端 web client', async () => ((await ensureWebBuild(root)) ? 'built' : 'cached'))
  await steps.run('浏览器 Chromium', async () => {
    const browser = await ensureChromium(root)
    return `${browser.way} ${browser.path}`
  })
  await ensurePoppler(steps)
}

/** pdfsig, pdffonts, pdftotext, pdftoppm. */
export async function ensurePoppler(steps: Steps): Promise<void> {
  await steps.run('签名核验工具 pdfsig', async () => {
    const installed = await ensurePackages(['poppler-utils'], '独立核验签名 checking signatures independently')
    return installed.length > 0 ? `installed ${installed.join(' ')}` : 'present'
  })
}

/** What `npm test` puts signed papers before: pdfsig with NSS, openssl, mupdf, qpdf, PDFBox with BouncyCastle, a PKCS#11 token. */
const VERIFIERS = [
  'poppler-utils', 'libnss3-tools', 'openssl', 'mupdf-tools', 'qpdf', 'default-jdk-headless', 'libpdfbox2-java', 'libbcpkix-java', 'softhsm2', 'opensc',
]

/** The independent verifiers of papers; about 170 MB to fetch on a bare machine, most of it Java. Only `npm test` needs them. */
export async function ensureVerifiers(steps: Steps): Promise<void> {
  await steps.run('独立核验工具 independent verifiers', async () => {
    const installed = await ensurePackages(VERIFIERS, '独立核验文书签名 checking papers with programs that are not ours')
    return installed.length > 0 ? `installed ${installed.join(' ')}` : 'present'
  })
}
