import { Catalogue } from '#protocol/window/catalogue.ts'
import type { z } from 'zod'
import { isRecord } from './loose.ts'
import { problem } from './problems.ts'
import type { CatalogueProblem } from './problems.ts'
import type { Path, Where } from './place.ts'

/** What in the data does not keep to the shape of a catalogue, each with its place (W-1.2). */
export function shapeProblems(data: unknown, where: Where): { catalogue: Catalogue | null; problems: CatalogueProblem[] } {
  const result = Catalogue.safeParse(data)
  if (result.success) return { catalogue: result.data, problems: [] }
  return { catalogue: null, problems: result.error.issues.flatMap((issue) => fromIssue(issue, data, where)) }
}

function fromIssue(issue: z.core.$ZodIssue, data: unknown, where: Where): CatalogueProblem[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
  const place = where(path)
  const value = valueAt(data, path)
  const given = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  if (value === undefined || value === '') return [problem(place, 'missing')]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => problem(where([...path, key]), 'unknownKey', { name: key }))
    case 'invalid_value':
      return [problem(place, 'badValue', { value: given, allowed: issue.values.map(String).join(', ') })]
    case 'invalid_union':
      return [problem(place, 'badValue', { value: given, allowed: 'line, text, choice, date, amount, idNumber, phone' })]
    case 'too_small':
      return [problem(place, 'tooSmall', { limit: Number(issue.minimum) })]
    case 'too_big':
      return [problem(place, 'tooBig', { limit: Number(issue.maximum) })]
    case 'invalid_type':
      return [
        problem(
          place,
          issue.expected === 'number' || issue.expected === 'int'
            ? 'notNumber'
            : issue.expected === 'boolean'
              ? 'notYesNo'
              : 'wrongType',
          { value: given },
        ),
      ]
    default:
      return [problem(place, 'badFormat', { value: given })]
  }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step]
    else if (isRecord(value) && Object.hasOwn(value, step)) value = value[step]
    else return undefined
  }
  return value
}
