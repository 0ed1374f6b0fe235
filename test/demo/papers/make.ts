import type { DocumentView, Signer } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { isComplete, waitsFor } from '#domain/document/index.ts'
import type { Office } from '../../integration/docs/office.ts'
import type { Case } from './cases.ts'
import { handOf } from './strokes.ts'

const COMPLETE_WITHIN_MS = 30_000

/**
 * One paper the way a court makes it: drafted, confirmed by the parties where its kind asks for that, looked at, made
 * final as looked at, signed by each in turn with their own hand, sealed by itself.
 */
export async function makePaper(office: Office, { content, signers }: Case): Promise<DocumentView> {
  const kind = PAPER_KINDS[content.template]
  const clerk = () => office.by('c1', 'clerk')
  const { documentId, version } = await office.call('draft', { ...clerk(), matter: kind.matter, content, signers })
  if (kind.confirmed) {
    for (const { personId, role, capacity } of signers) if (capacity === 'party') await office.call('confirm', { ...office.by(personId, role), documentId, version })
  }
  const { preview } = await office.call('preview', { ...clerk(), documentId, version })
  if (!preview) throw new Error(`${content.template}: no preview was made`)
  let view = await office.call('freeze', { ...clerk(), documentId, version, previewSha256: preview.sha256 })
  for (let left: Signer[] = signers; left.length > 0;) {
    const next = left.find(({ capacity }) => waitsFor(view, capacity).length === 0)
    if (!next) throw new Error(`${content.template}: nobody may sign`)
    view = await office.call('sign', {
      ...office.by(next.personId, next.role), documentId, revisionSha256: view.revisionSha256 ?? '', strokes: handOf(next.personId),
      shownToEndAt: new Date().toISOString(), identityVerified: true,
    })
    left = left.filter((one) => one !== next)
  }
  for (const until = performance.now() + COMPLETE_WITHIN_MS; !isComplete(view); view = await office.view(documentId)) {
    if (performance.now() > until) throw new Error(`${content.template}: was not completed`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  return view
}
