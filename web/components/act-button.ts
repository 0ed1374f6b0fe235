import { html, nothing } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import type { IconName } from './icon.ts'
import './icon.ts'

export type ButtonLook = {
  icon?: IconName
  /** primary, danger, small, plain …, as style/shared.ts knows them. */
  look?: string
  person?: string
  /** Tells apart two buttons of one act: yes/no, present/absent. */
  value?: string
  disabled?: boolean
  /** Said to a screen reader when the words alone would not tell whom it concerns. */
  label?: string
  pressed?: boolean
}

/** One control: `data-act` is the command it gives, `data-person` whom it concerns. */
export const actButton = (act: string, words: string, onClick: () => unknown, options: ButtonLook = {}) => html`<button
  type="button" class=${options.look ?? ''} data-act=${act} data-person=${ifDefined(options.person)} data-value=${ifDefined(options.value)}
  aria-label=${ifDefined(options.label)} aria-pressed=${ifDefined(options.pressed === undefined ? undefined : String(options.pressed) as 'true' | 'false')}
  ?disabled=${options.disabled ?? false} @click=${() => void onClick()}>${options.icon ? html`<tt-icon name=${options.icon}></tt-icon>` : nothing}${words}</button>`
