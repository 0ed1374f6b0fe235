import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROUTES } from '#protocol/http.ts'
import type { SessionReply } from '#protocol/http.ts'
import { createEventStore } from '#platform/event-store.ts'
import { verifyPdf } from '../../../docs-service/verify.ts'
import { ratingIdOf } from '../../../signaling/window/ratings/index.ts'
import { CITIZENS } from './cast.ts'
import type { Told } from './play.ts'
import type { Stage } from './stage.ts'
import { Summary } from './summary.ts'

/** Reads everything again from where it is kept, never from what the scenes believe. @throws Error when a promise was not kept */
export async function summarize(stage: Stage, { visit, reconnect, transfer, complaintId }: Told): Promise<Summary> {
  const { halls, callHosts, matters } = stage.inside
  const { ticketId, sessionId, caseId } = visit
  const ticket = (await stage.tickets()).find((one) => one.ticketId === ticketId)
  const call = await callHosts.peek(sessionId)
  const matter = await matters.inside.cases.hosts.peek(caseId)
  const rating = await matters.inside.ratings.hosts.peek(ratingIdOf('session', sessionId))
  const complaint = await matters.inside.ratings.complaints.hosts.peek(complaintId)
  if (!ticket || !call || !matter || !rating || !complaint) throw new Error('something of the visit is not kept')
  const filled = Object.values(call.form.values)
  const streams = [`hall/${halls.today()}`, `session/${sessionId}`, `case/${caseId}`, `rating/${rating.ratingId}`]
  return Summary.parse({
    ticket: { number: ticket.number, office: matter.office.id, center: ticket.centerId, window: call.windowId, waitedMs: ticket.waitedMs },
    call: { people: Object.values(call.people).map(({ name }) => name), startedAt: call.startedAt, endedAt: call.ended?.at, outcome: call.ended?.outcome },
    identity: { status: call.identity.status, tail: matter.identity?.mark.tail, decidedBy: call.people[call.identity.decision?.by ?? '']?.name },
    stills: call.captures.flatMap(({ kind, materialId, still }) => (still ? [{ what: materialId ?? kind, widthPx: still.widthPx, heightPx: still.heightPx }] : [])),
    form: { byCitizen: filled.filter(({ by }) => by === call.citizen).length, byClerk: filled.filter(({ by }) => by === call.clerk).length, confirmed: matter.form.confirmed !== null },
    correction: {
      times: matter.corrections.length, items: matter.corrections.flatMap(({ items }) => items.map(({ requirement }) => requirement)),
      dueOn: matter.corrections[0]?.dueOn, handedIn: matter.corrections[0]?.handedInAt !== null,
    },
    case: { caseNo: matter.caseNo, status: matter.status, outcome: matter.closed?.outcome, dueOn: matter.accepted?.dueOn },
    papers: await papersOf(stage, caseId),
    rating: { level: rating.given?.level, ticket: complaintId, callBackBy: complaint.callBackBy, fixBy: complaint.fixBy, status: complaint.status },
    transfer, reconnect,
    logs: await Promise.all(streams.map(async (stream) => {
      const { events, headHash, ok } = await createEventStore(stage.court.database, stage.clock).verify(stream)
      return { stream, events, headHash, verified: ok }
    })),
    pictures: stage.pictures,
  })
}

/** Every paper of the case as the citizen downloads it, over HTTP, verified. */
async function papersOf(stage: Stage, caseId: string) {
  const { url } = stage.court
  const { name, number } = CITIZENS.citizen
  const entered = await fetch(url + ROUTES.citizenSignIn.path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, identityNumber: number }) })
  const { token } = (await entered.json()) as SessionReply
  const { papers: made } = stage.inside.matters.inside
  await made.load(caseId)
  return Promise.all(made.list(caseId).map(async ({ documentId, content }, n) => {
    const answer = await fetch(`${url}/api/window/cases/${caseId}/documents/${documentId}/file`, { headers: { authorization: `Bearer ${token}` } })
    if (!answer.ok) throw new Error(`a paper cannot be downloaded: ${answer.status}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const file = `${String(n + 1).padStart(2, '0')}-${content.template}.pdf`
    await writeFile(join(stage.out, file), bytes)
    const report = await verifyPdf(bytes)
    return { file, kind: content.template, sha256: createHash('sha256').update(bytes).digest('hex'), signers: report.signatures.map(({ signer }) => signer), valid: report.ok }
  }))
}
