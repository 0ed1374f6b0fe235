export { decide, refusal } from './decide.ts'
export { evolve, viewOf } from './evolve.ts'
export { contentProblem, readContent } from './fields.ts'
export {
  DRAFTERS, agentsOf, everybodySettled, isComplete, isCourtSide, isSettled, mayDraft, namedIn, partiesOf, partyVoices, recipientsOf, sealDue, sealName, servedAt, unserved, waitsFor,
} from './people.ts'
export { signerProblem } from './signers.ts'
export { paperShape, type FieldShape } from './shape.ts'
export { inkLength, MIN_INK } from './strokes.ts'
export type * from './state.ts'
export { signersFor } from './propose.ts'
