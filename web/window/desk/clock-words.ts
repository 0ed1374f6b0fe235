import type { CaseClock } from '#domain/window/case/index.ts'
import type { WarningLevel } from '#protocol/window/case.ts'
import type { IconName } from '../../components/icon.ts'
import { language, t } from '../../i18n/index.ts'

export type Tone = '' | 'good' | 'warn' | 'bad'

/** How much is left, in words: colour alone tells nobody anything. */
export function leftWords({ level, left }: Pick<CaseClock, 'level' | 'left'>): string {
  switch (level) {
    case 'suspended': return t('wc.clock.suspended')
    case 'unknown': return t('wc.clock.unknown')
    case 'overdue': return left === null || left === 0 ? t('wc.clock.overdueNow') : t('wc.clock.overdue', { days: -left })
    case 'due': return t('wc.clock.today')
    default: return t('wc.clock.left', { days: left ?? 0 })
  }
}

export const toneOf = (level: CaseClock['level'] | WarningLevel | null): Tone =>
  level === 'overdue' ? 'bad' : level === 'due' || level === 'near' || level === 'soon' ? 'warn' : level === 'running' ? 'good' : ''

export const iconOf = (level: CaseClock['level'] | WarningLevel | null): IconName =>
  level === 'overdue' ? 'circleAlert' : level === 'due' || level === 'near' || level === 'soon' ? 'warning' : 'clock'

/** Month and day as people write them: 11月25日 / Nov 25. */
export const shortDay = (day: string): string =>
  new Intl.DateTimeFormat(language() === 'zh' ? 'zh-CN' : 'en', { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))
