import { expect, test } from 'vitest'
import { signAtOnce } from '../load/papers.ts'

/** The small sister of `npm run bench -- papers-load`, which does it with 200 papers and 600 signers. */
const DOCUMENTS = 12

test('thirty-six people sign twelve papers at the same moment, pressing twice: none lost, none signed twice', async () => {
  const said: string[] = []
  const result = await signAtOnce({ documents: DOCUMENTS, progress: (text) => said.push(text) })
  expect(result, said.join('\n')).toMatchObject({ sealed: DOCUMENTS, lost: 0, doubled: 0 })
  // They did get in each other's way: of three signers of one revision only one can be first.
  expect(result.conflicts).toBeGreaterThan(0)
})
