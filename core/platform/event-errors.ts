/** Somebody appended to the stream since the caller folded it: read on, decide again. */
export class SequenceConflict extends Error {
  override readonly name = 'SequenceConflict'
  readonly stream: string
  readonly expectedSeq: number
  readonly actualSeq: number
  constructor(stream: string, expectedSeq: number, actualSeq: number) {
    super(`${stream} is at event ${actualSeq}, not ${expectedSeq}`)
    this.stream = stream
    this.expectedSeq = expectedSeq
    this.actualSeq = actualSeq
  }
}

/** The lease has gone to another owner: the caller no longer hosts this stream and must stop. */
export class FencedOut extends Error {
  override readonly name = 'FencedOut'
  readonly stream: string
  readonly fence: number
  readonly newestFence: number
  constructor(stream: string, fence: number, newestFence: number) {
    super(`${stream} belongs to the holder of fence ${newestFence}; ${fence} is out of date`)
    this.stream = stream
    this.fence = fence
    this.newestFence = newestFence
  }
}

/** This command has its events in the stream already: answer the same as then, change nothing. */
export class DuplicateCommand extends Error {
  override readonly name = 'DuplicateCommand'
  readonly stream: string
  readonly commandId: string
  constructor(stream: string, commandId: string) {
    super(`command ${commandId} has been carried out on ${stream} already`)
    this.stream = stream
    this.commandId = commandId
  }
}
