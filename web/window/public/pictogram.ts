import { LitElement, css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import banknote from 'lucide-static/icons/banknote.svg?raw'
import bell from 'lucide-static/icons/bell-ring.svg?raw'
import briefcase from 'lucide-static/icons/briefcase.svg?raw'
import building from 'lucide-static/icons/building-2.svg?raw'
import bus from 'lucide-static/icons/bus.svg?raw'
import calendar from 'lucide-static/icons/calendar-days.svg?raw'
import car from 'lucide-static/icons/car.svg?raw'
import card from 'lucide-static/icons/id-card.svg?raw'
import contrast from 'lucide-static/icons/contrast.svg?raw'
import erase from 'lucide-static/icons/delete.svg?raw'
import graduation from 'lucide-static/icons/graduation-cap.svg?raw'
import hands from 'lucide-static/icons/hand-heart.svg?raw'
import health from 'lucide-static/icons/stethoscope.svg?raw'
import heart from 'lucide-static/icons/heart-pulse.svg?raw'
import history from 'lucide-static/icons/history.svg?raw'
import home from 'lucide-static/icons/house.svg?raw'
import landmark from 'lucide-static/icons/landmark.svg?raw'
import larger from 'lucide-static/icons/a-large-small.svg?raw'
import matters from 'lucide-static/icons/clipboard-list.svg?raw'
import pin from 'lucide-static/icons/map-pin.svg?raw'
import purse from 'lucide-static/icons/wallet.svg?raw'
import receipt from 'lucide-static/icons/receipt.svg?raw'
import register from 'lucide-static/icons/book-user.svg?raw'
import search from 'lucide-static/icons/search.svg?raw'
import shield from 'lucide-static/icons/shield-check.svg?raw'
import star from 'lucide-static/icons/star.svg?raw'
import store from 'lucide-static/icons/store.svg?raw'
import ticket from 'lucide-static/icons/ticket.svg?raw'
import upload from 'lucide-static/icons/upload.svg?raw'

const DRAWINGS = {
  banknote, bell, briefcase, building, bus, calendar, car, card, contrast, erase, graduation, hands, health, heart, history, home, landmark, larger, matters, pin, purse, receipt, register,
  search, shield, star, store, ticket, upload,
}
export type PictogramName = keyof typeof DRAWINGS

const OF_DEPARTMENTS: Record<string, PictogramName> = {
  realEstate: 'building', medicalInsurance: 'heart', socialInsurance: 'shield', humanResources: 'briefcase', household: 'register', traffic: 'car', housingFund: 'purse',
  marketRegulation: 'store', civilAffairs: 'hands', education: 'graduation', taxation: 'receipt', health: 'health', transport: 'bus',
}
/** Departments that an installation has added have the drawing of all offices. */
export const departmentPictogram = (departmentId: string): PictogramName => (Object.hasOwn(OF_DEPARTMENTS, departmentId) ? OF_DEPARTMENTS[departmentId] : undefined) ?? 'landmark'

/** A drawing of what the windows offer, beside its words; silent to a screen reader like `tt-icon`. */
@customElement('tt-pictogram')
export class TtPictogram extends LitElement {
  static override styles = css`
    :host { display: inline-flex; inline-size: 1.25em; block-size: 1.25em; flex: none; vertical-align: -0.25em; }
    svg { inline-size: 100%; block-size: 100%; stroke-width: 1.6; }
  `

  @property() name: PictogramName = 'landmark'

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('aria-hidden', 'true')
  }

  // This program's own files, taken in as they are.
  override render() {
    return html`${unsafeHTML(DRAWINGS[this.name])}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-pictogram': TtPictogram }
}
