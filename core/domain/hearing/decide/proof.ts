import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { isIsolated } from '../roles.ts'
import { witnessRoom } from '../rooms.ts'
import { witnesses } from '../people.ts'
import { passFloor } from './course.ts'

export const proofHandlers: Handlers<'callWitness' | 'releaseWitness' | 'summarizeIssues' | 'adduceExhibit' | 'examineExhibit'> = {
  callWitness(draft, { personId }) {
    const person = draft.connected(personId)
    if (!isIsolated(person.role)) refuse('unknownPerson')
    if (person.testimony === 'testifying') refuse('alreadyDone')
    // R1 26: one witness does not hear another
    if (witnesses(draft.state).some((other) => other.testimony === 'testifying')) refuse('witnessIsolated')
    if (person.room !== witnessRoom(personId)) refuse('witnessIsolated')
    draft.emit({ type: 'witnessCalled', personId })
    draft.move(personId, 'courtroom')
  },
  releaseWitness(draft, { personId }) {
    const person = draft.person(personId)
    if (person.testimony !== 'testifying') refuse('alreadyDone')
    draft.emit({ type: 'witnessReleased', personId })
    draft.move(personId, witnessRoom(personId))
    if (draft.state.floor === null && draft.state.recess === null) passFloor(draft)
  },
  summarizeIssues: (draft, { issues }) => draft.emit({ type: 'issuesSummarized', issues }),
  adduceExhibit(draft, { title, purpose, fileIds = [] }, by) {
    const files = [...new Set(fileIds)].map((fileId) => {
      const file = draft.state.files.find((one) => one.fileId === fileId)
      // H-17.3: what another side brought is theirs to show
      return file && draft.state.people[file.by]?.side === by.side ? file : refuse('notFound')
    })
    draft.emit({ type: 'exhibitAdduced', exhibitId: draft.context.newId(), by: by.personId, title, purpose, files })
  },
  examineExhibit(draft, { exhibitId, authenticity, legality, relevance, opinion }, by) {
    const exhibit = draft.state.exhibits.find((candidate) => candidate.exhibitId === exhibitId)
    if (!exhibit) return refuse('notFound')
    // R1 15: an exhibit is examined by the other sides
    if (draft.state.people[exhibit.by]?.side === by.side) refuse('companyNotAllowed')
    draft.emit({ type: 'exhibitExamined', exhibitId, by: by.personId, authenticity, legality, relevance, opinion })
  },
}
