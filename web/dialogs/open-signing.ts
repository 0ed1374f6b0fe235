import type { TemplateId } from '#protocol/papers/index.ts'
import type { LiveHearing } from '../live/live-hearing.ts'

/** The forms and the signing desk are fetched when they are first needed: they bring the PDF reader with them. */
export async function openPaperForm(live: LiveHearing, open: { documentId?: string; template?: TemplateId } = {}): Promise<void> {
  await import('../papers/paper-dialog.ts')
  const dialog = document.createElement('tt-paper-dialog')
  dialog.live = live
  dialog.documentId = open.documentId ?? null
  dialog.template = open.template ?? null
  document.body.append(dialog)
}

export async function openSigning(live: LiveHearing, documentId: string): Promise<void> {
  await import('./signing-dialog.ts')
  const dialog = document.createElement('tt-signing-dialog')
  dialog.live = live
  dialog.documentId = documentId
  document.body.append(dialog)
}
