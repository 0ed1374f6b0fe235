import { t } from '../i18n/index.ts'
import type { WordKey } from '../i18n/index.ts'
import type { LiveStatus } from '../live/live-line.ts'

/** What a page says of its line while that is down; null while it is not. `lost` are the page's own words for a line that is simply gone. */
export const lostWords = (status: LiveStatus | undefined, lost: WordKey): string | null =>
  status?.kind === 'lost' ? t(status.disturbed ? 'app.lineDisturbed' : lost) : null
