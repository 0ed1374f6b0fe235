import fc from 'fast-check'
import { z } from 'zod'
import { GATEWAY_CALLS, type GatewayCallName } from '#protocol/gateway.ts'

type JsonSchema = {
  type?: string; const?: unknown; enum?: unknown[]; anyOf?: JsonSchema[]; oneOf?: JsonSchema[]; properties?: Record<string, JsonSchema>
  required?: string[]; items?: JsonSchema; minItems?: number; maxItems?: number; minimum?: number; maximum?: number; pattern?: string
  minLength?: number; maxLength?: number; $ref?: string; $defs?: Record<string, JsonSchema>; additionalProperties?: unknown
}

const NAMES = Object.keys(GATEWAY_CALLS) as GatewayCallName[]
/** Texts that fit one or another pattern of the protocol; identifiers are those of the test hearing. */
const TEXTS = [
  'judge', 'plaintiff', 'witness', 'observer1', 'nobody', 'a'.repeat(64), '00000000', 'f'.repeat(64), 'command-0001',
  '2026-11-12T01:02:03.004Z', '本院认为', '李䶮', '120000.00', '', 'courtroom', 'witness:witness', 'consultation:plaintiff',
  '\u0000', '\ud800', '<script>', '${jndi}', '../../etc/passwd', "'; drop table events; --", '__proto__', '😀'.repeat(30),
]

/** Valid values of a JSON schema (of the part of it that zod writes). */
function valuesOf(schema: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')]
    // Only the recursive z.json() is a reference here: any small JSON will do.
    return target === undefined ? fc.jsonValue({ maxDepth: 2 }) : fc.jsonValue({ maxDepth: 2 })
  }
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options !== undefined) return fc.oneof(...options.map((option) => valuesOf(option, root)))
  switch (schema.type) {
    case 'object': return objectsOf(schema, root)
    case 'array': return fc.array(valuesOf(schema.items ?? {}, root), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 2) })
    case 'string': return textsOf(schema)
    case 'integer': return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1_000, 2 ** 31) })
    case 'number': return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true })
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    default: return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectsOf(schema: JsonSchema, root: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.properties === undefined) return fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 })
  const members = Object.fromEntries(Object.entries(schema.properties).map(([name, member]) => [name, valuesOf(member, root)]))
  return fc.record(members, { requiredKeys: schema.required ?? [] })
}

function textsOf(schema: JsonSchema): fc.Arbitrary<string> {
  const pattern = schema.pattern === undefined ? null : new RegExp(schema.pattern, 'u')
  const fits = (value: string) => value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Infinity) && (pattern?.test(value) ?? true)
  const fitting = TEXTS.filter(fits)
  return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.constant('x'.repeat(schema.minLength ?? 1))
}

/** Well-formed requests of every kind. */
export const validRequest: fc.Arbitrary<{ id: number; name: GatewayCallName; params: unknown }> = fc.oneof(
  ...NAMES.map((name) => {
    const schema = z.toJSONSchema(GATEWAY_CALLS[name].params, { io: 'input', unrepresentable: 'any' }) as JsonSchema
    // The hearing's own commands are most of the protocol's surface.
    return { weight: name === 'command' ? 12 : 1, arbitrary: fc.record({ id: fc.integer({ min: 1, max: 2 ** 31 }), name: fc.constant(name), params: valuesOf(schema, schema) }) }
  }),
)

type Path = (string | number)[]
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))]
}
function replaceAt(value: unknown, [head, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (head === undefined) return change(value)
  if (Array.isArray(value)) return value.map((member: unknown, index) => (String(index) === String(head) ? replaceAt(member, rest, change) : member))
  return Object.fromEntries(Object.entries(value as object).map(([key, member]: [string, unknown]) => [key, key === head ? replaceAt(member, rest, change) : member]))
}

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1e308, 0.5, [], {}, '', [[[]]], { toString: 'x' }, ...TEXTS), fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(300, 5_000).map((length) => 'x'.repeat(length)),
)
type Mutation = (request: unknown, at: number, by: unknown) => string
const MUTATIONS: Mutation[] = [
  (request, at, by) => {
    const paths = pathsOf(request)
    return JSON.stringify(replaceAt(request, paths[at % paths.length] ?? [], () => by))
  },
  (request, at) => {
    const paths = pathsOf(request).filter((path) => path.length > 0)
    return JSON.stringify(replaceAt(request, paths[at % paths.length] ?? [], () => undefined))
  },
  (request, at, by) => {
    const objects = pathsOf(request)
    return JSON.stringify(replaceAt(request, objects[at % objects.length] ?? [], (old) => (typeof old === 'object' && old !== null && !Array.isArray(old) ? { ...old, surplus: by } : old)))
  },
  (request, at) => JSON.stringify(request).slice(0, at % JSON.stringify(request).length),
  (request, at) => {
    const text = JSON.stringify(request)
    const place = at % text.length
    return text.slice(0, place) + String.fromCharCode(33 + (at % 90)) + text.slice(place + 1)
  },
  (_request, at) => `{"id":1,"name":"setCapabilities","params":{"rtpCapabilities":${'['.repeat(1 + (at % 500))}`,
]

/** Frames made of a valid request by breaking it somewhere; now and then the break leaves it valid. */
export const brokenFrame: fc.Arbitrary<string> = fc.tuple(validRequest, fc.constantFrom(...MUTATIONS), fc.nat(), strange)
  .map(([request, mutate, at, by]) => mutate(request, at, by) ?? 'undefined')
