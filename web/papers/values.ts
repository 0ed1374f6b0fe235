import type { FieldShape } from '#domain/document/index.ts'

/** What a form holds: the fields of a paper, perhaps not yet right. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value }
export type Path = readonly (string | number)[]

const isGroup = (value: Value | undefined): value is { [name: string]: Value } => typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(value)) return typeof key === 'number' ? valueAt(value[key], rest) : undefined
  return isGroup(value) ? valueAt(value[String(key)], rest) : undefined
}

/** The same value with one place changed; what was there before is left alone. */
export function withValue(value: Value | undefined, path: Path, next: Value): Value {
  const [key, ...rest] = path
  if (key === undefined) return next
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? value : []
    return list.with(key, withValue(list[key], rest, next))
  }
  const group = isGroup(value) ? value : {}
  return { ...group, [key]: withValue(group[key], rest, next) }
}

/** What a new, empty field holds. */
export function emptyOf(shape: FieldShape): Value {
  switch (shape.kind) {
    case 'number': return shape.min
    case 'yesNo': return true
    case 'choice': return shape.options[0] ?? ''
    case 'list': return shape.min > 0 ? Array.from({ length: shape.min }, () => emptyOf(shape.item)) : []
    case 'group': return Object.fromEntries(shape.fields.map((field) => [field.name, emptyOf(field)]))
    default: return ''
  }
}

/** Fills in what the court does not know yet, so that every field of the form has something to show. */
export function complete(fields: readonly FieldShape[], known: Value): Value {
  const group = isGroup(known) ? known : {}
  return Object.fromEntries(fields.map((field) => {
    const value = group[field.name]
    return [field.name, value === undefined || (Array.isArray(value) && value.length === 0) ? emptyOf(field) : value]
  }))
}

/** What is sent: texts without blanks around them, lists without rows that say nothing. */
export function tidy(value: Value): Value {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(tidy).filter((item) => !isBlank(item))
  if (isGroup(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, tidy(inner)]))
  return value
}
/** No word in it; switches and numbers alone say nothing. */
function isBlank(value: Value): boolean {
  if (typeof value === 'string') return value === ''
  if (isGroup(value)) return Object.values(value).every((inner) => typeof inner !== 'string' || inner === '' || inner === 'speech')
  return false
}
