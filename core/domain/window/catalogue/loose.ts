import { z } from 'zod'

/** A value with everything left out that does not keep to its schema; places in lists stay what they were. */
export type Loose<T> = T extends readonly (infer E)[]
  ? (Loose<E> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: Loose<T[K]> }
    : T

/**
 * What can be understood of a value, so that one wrong cell does not hide what else is wrong in its row.
 */
export function loosen<S extends z.ZodType>(schema: S, value: unknown): Loose<z.infer<S>> | undefined {
  return understood(schema, value) as Loose<z.infer<S>> | undefined
}

function understood(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional)
    return value === undefined ? parsed(schema, value) : understood(schema.unwrap(), value)
  if (schema instanceof z.ZodObject) {
    if (!isRecord(value)) return undefined
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [
        key,
        understood(field, Object.hasOwn(value, key) ? value[key] : undefined),
      ]),
    )
  }
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.map((each: unknown) => understood(schema.element, each)) : undefined
  if (schema instanceof z.ZodDiscriminatedUnion) {
    if (!isRecord(value)) return undefined
    const option = schema.options.find(
      (each) =>
        each instanceof z.ZodObject &&
        z.safeParse(each.shape[schema.def.discriminator] ?? z.never(), value[schema.def.discriminator]).success,
    )
    return option ? understood(option, value) : undefined
  }
  return parsed(schema, value)
}

function parsed(schema: z.core.$ZodType, value: unknown): unknown {
  const result = z.safeParse(schema, value)
  return result.success ? result.data : undefined
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The understood members of a list with their places. */
export function* members<E>(list: readonly (E | undefined)[] | undefined): Generator<[number, E]> {
  for (const [index, each] of (list ?? []).entries()) if (each !== undefined) yield [index, each]
}
