import type { LiveHearing } from '../live/live-hearing.ts'

/** The agreement and the signing desk are fetched when they are first needed: they bring the PDF reader with them. */
export async function openAgreementForm(live: LiveHearing, documentId: string | null): Promise<void> {
  await import('./agreement-dialog.ts')
  const dialog = document.createElement('tt-agreement-dialog')
  dialog.live = live
  dialog.documentId = documentId
  document.body.append(dialog)
}

export async function openSigning(live: LiveHearing, documentId: string): Promise<void> {
  await import('./signing-dialog.ts')
  const dialog = document.createElement('tt-signing-dialog')
  dialog.live = live
  dialog.documentId = documentId
  document.body.append(dialog)
}
