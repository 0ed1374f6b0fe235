import type { SeatId } from '../seating.ts'
import type { Text } from './text.ts'
import { say } from './text.ts'

const ROWS: Readonly<Record<string, Text>> = {
  bench: say('审判席', 'Bench'), clerk: say('书记员席', "Clerk's seat"), assistant: say('法官助理席', "Assistant's seat"),
  plaintiff: say('原告席', "Plaintiff's seat"), defendant: say('被告席', "Defendant's seat"), thirdParty: say('第三人席', "Third party's seat"),
  witness: say('证人席', 'Witness seat'), interpreter: say('翻译席', "Interpreter's seat"), gallery: say('旁听席', 'Gallery'),
  mediator: say('调解员席', "Mediator's seat"),
}

/** What the seat plate says. */
export const seatLabel = (seat: SeatId): Text => ROWS[seat.split('-')[0] ?? ''] ?? say('席位', 'Seat')
