import { AppError, errorText } from '#protocol/errors.ts'
import type { WireError } from '#protocol/errors.ts'
import { Unreachable } from './api.ts'
import { language, t } from './i18n/index.ts'

/** The sentence a person reads when something failed. */
export function failureText(error: unknown): string {
  if (error instanceof AppError) return errorText(inLanguage(error), language())
  if (error instanceof Unreachable) return t('error.network')
  console.error(error)
  return t('error.unknown')
}

/** The court names what is missing in both languages: `missing` and `missingEn`. */
function inLanguage(error: AppError): WireError {
  const { code, details } = error.toWire()
  if (language() === 'zh') return { code, details }
  const english = Object.entries(details).filter(([name]) => `${name}En` in details).map(([name]) => [name, details[`${name}En`]!] as const)
  return { code, details: { ...details, ...Object.fromEntries(english) } }
}
