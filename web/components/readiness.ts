import type { Readiness } from '#protocol/hearing-events.ts'
import { t } from '../i18n/index.ts'

/** What a person's device test found wrong, in words for the clerk. */
export function readinessFaults(readiness: Readiness): string[] {
  return [
    readiness.camera === 'failed' ? t('ready.camera') : null,
    readiness.microphone === 'failed' ? t('ready.microphone') : null,
    readiness.speaker === 'failed' ? t('ready.speaker') : null,
    readiness.network === 'poor' || readiness.network === 'failed' ? t('ready.network') : null,
    readiness.note || null,
  ].filter((fault) => fault !== null)
}
