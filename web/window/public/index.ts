import { currentRoute } from '../../router.ts'
import type { Route } from '../../router.ts'
import { dress, dressKiosk, undress } from './comfort.ts'
import { terminal } from './kiosk/terminal.ts'
import './called.ts'
import './comfort-bar.ts'
import './kiosk/kiosk-guard.ts'

const PUBLIC: readonly Route['page'][] = ['windowHome', 'windowKiosk', 'windowItems', 'windowItem', 'windowTicket', 'windowCases', 'windowCase', 'windowRatings']

/** Pages that citizens read: these are dressed as they like it, and called over. */
export const isPublic = ({ page }: Route): boolean => PUBLIC.includes(page)
export const isTerminal = (): boolean => terminal() !== null

/** Type, contrast and size for the page now shown; the call has a layout of its own for large screens. */
export function dressPage(route: Route = currentRoute()): void {
  if (!isPublic(route)) return undress()
  dressKiosk(isTerminal() || route.page === 'windowKiosk')
  dress()
}
