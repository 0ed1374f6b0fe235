import { pino, stdTimeFunctions } from 'pino'
import type { DestinationStream, Logger } from 'pino'

export type Log = Logger
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const CENSORED = '[redacted]'
/** Names whose values open a door. Compared without case, dashes and underscores, at any depth. */
const SECRET_NAME =
  /token|password|passwd|secret|credential|authorization|cookie|privatekey|^invitation(code)?$|^identity(number|no)$/
const SECRET_TEXT: [RegExp, string][] = [
  [/(\w:\/\/[^\s:/@]*):[^\s@/]+@/g, `$1:${CENSORED}@`],
  [/\b(Bearer\s+)[\w.~+/=-]+/gi, `$1${CENSORED}`],
  [/(\/enter#)[\w-]+/g, `$1${CENSORED}`],
]
const MAX_DEPTH = 8

/**
 * A structured log (one JSON object per line on standard output). Values under names such as `token`, `password`
 * or `credential`, passwords inside addresses, bearer tokens and invitation links never reach it.
 * @param destination where lines go instead of standard output
 */
export function createLog(level: LogLevel, name?: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: name === undefined ? null : { name },
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => redact(fields) as Record<string, unknown>,
    },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: (...args: unknown[]) => void) {
        method.apply(
          this,
          args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg)),
        )
      },
    },
  }
  const log = destination === undefined ? pino(options) : pino(options, destination)
  // pino has no formatter for what a child log is made with; children inherit this from their parent.
  const makeChild = log.child
  log.child = function child(this: Logger, bindings, childOptions) {
    return makeChild.call(this, redact(bindings) as pino.Bindings, childOptions)
  } as typeof log.child
  return log
}

/** A copy of `value` that may be shown: secrets are replaced, errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[deep]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof Date) return value
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1))
  return redactMembers(value, depth)
}

function redactMembers(value: object, depth: number): Record<string, unknown> {
  const members = Object.entries(value).map(([key, member]) => {
    const secret = SECRET_NAME.test(key.toLowerCase().replace(/[-_]/g, '')) && member !== null && member !== undefined
    return [key, secret && typeof member !== 'boolean' ? CENSORED : redact(member, depth + 1)]
  })
  return Object.fromEntries(members) as Record<string, unknown>
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    // Plain members only (code, detail…): drivers hang whole connections on their errors.
    ...redactMembers(Object.fromEntries(Object.entries(error).filter(([, member]) => typeof member !== 'object')), depth),
    ...('details' in error ? { details: redact(error.details, depth + 1) } : {}),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  }
}

function redactText(text: string): string {
  return SECRET_TEXT.reduce((shown, [pattern, replacement]) => shown.replace(pattern, replacement), text)
}
