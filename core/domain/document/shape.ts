import { z } from 'zod'
import { PAPER_FIELDS, nameOf, type FieldName, type TemplateId } from '#protocol/papers/index.ts'

/** One field of a form, read from the schema that also checks it. `name` is the property's name. */
export type FieldShape = { name: string; label: FieldName; required: boolean } & (
  | { kind: 'line' | 'text'; max: number }
  | { kind: 'date' | 'time' | 'amount' | 'yesNo' | 'person' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'group'; fields: FieldShape[] }
  | { kind: 'list'; min: number; max: number; item: FieldShape }
)

/** Texts longer than this get a field of several lines. */
const ONE_LINE = 120

/** The form of a paper, in the order in which its schema names the fields. */
export const paperShape = (template: TemplateId): FieldShape[] => objectShape(PAPER_FIELDS[template])

/** The schema inside defaults and unions with the empty string. */
export function unwrap(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.def.innerType)
  if (schema instanceof z.ZodUnion) {
    const real = schema.options.find((option: unknown) => !(option instanceof z.ZodLiteral))
    return unwrap(real)
  }
  if (!(schema instanceof z.ZodType)) throw new TypeError('not a schema')
  return schema
}

const objectShape = (schema: z.ZodObject): FieldShape[] => Object.entries(schema.shape).map(([name, field]) => fieldShape(name, field))

function fieldShape(name: string, outer: unknown): FieldShape {
  const inner = unwrap(outer)
  const label = labelOf(outer) ?? nameOf(inner) ?? { zh: name, en: name }
  const common = { name, label, required: !(outer instanceof z.ZodDefault) }
  if (name === 'personId' || name === 'of') return { ...common, kind: 'person' }
  const format = inner.meta()?.['format']
  if (format === 'date' || format === 'time') return { ...common, kind: format }
  if (name.endsWith('Yuan')) return { ...common, kind: 'amount' }
  if (inner instanceof z.ZodString) {
    const max = inner.maxLength ?? 64
    // A default saves typing, it does not make the field one that may be emptied.
    const required = common.required || ((inner.minLength ?? 0) > 0 && outer instanceof z.ZodDefault)
    return { ...common, required, kind: max > ONE_LINE ? 'text' : 'line', max }
  }
  if (inner instanceof z.ZodNumber) return { ...common, kind: 'number', min: inner.minValue ?? 0, max: inner.maxValue ?? 9999 }
  if (inner instanceof z.ZodBoolean) return { ...common, kind: 'yesNo' }
  if (inner instanceof z.ZodEnum) return { ...common, kind: 'choice', options: inner.options.map(String) }
  if (inner instanceof z.ZodObject) return { ...common, kind: 'group', fields: objectShape(inner) }
  if (inner instanceof z.ZodArray) {
    const { min, max } = lengths(inner)
    return { ...common, kind: 'list', min, max, item: fieldShape('', inner.element) }
  }
  throw new TypeError(`the field ${name} is of a shape that no form knows`)
}

/** The schema at a path of a value, or null where there is none. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | null {
  const [key, ...rest] = path
  if (key === undefined) return schema
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) {
    const field: unknown = inner.shape[String(key)]
    return field instanceof z.ZodType ? schemaAt(field, rest) : null
  }
  if (inner instanceof z.ZodArray && typeof key === 'number') return inner.element instanceof z.ZodType ? schemaAt(inner.element, rest) : null
  return null
}

export const labelOf = (schema: unknown): FieldName | null => (schema instanceof z.ZodType ? nameOf(schema) : null)

function lengths(schema: z.ZodArray): { min: number; max: number } {
  const bag = schema._zod.bag
  const number = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)
  return { min: number(bag['minimum'], 0), max: number(bag['maximum'], 100) }
}
