import { ensurePackages } from './debian.ts'
import { SetupError } from './steps.ts'

/** qpdf looks at what is uploaded, poppler draws its pages, util-linux holds both in bounds. */
export const UPLOAD_PACKAGES = ['qpdf', 'poppler-utils', 'util-linux']

/**
 * The tools by which uploaded files are checked. Without them the court opens all the same and refuses uploads.
 * @returns what happened, in the words of the start's list of steps
 */
export async function ensureUploadTools(): Promise<string> {
  try {
    const installed = await ensurePackages(UPLOAD_PACKAGES, '检查上传文件 checking uploaded files')
    return installed.length > 0 ? `installed ${installed.join(' ')}` : 'present'
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const reason = error instanceof SetupError ? error.message : error.message.split('\n')[0]!
    return `暂不接收上传文件 uploads are refused: ${reason}`
  }
}
