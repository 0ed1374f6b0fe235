import { css } from 'lit'
import { fields, sharedStyles } from '../../style/shared.ts'

/** Pages that citizens read: larger than the staff's, one column, nothing that a finger could miss. */
export const publicStyles = [sharedStyles, fields, css`
  :host { display: block; font-size: var(--size-l); }
  .page { max-inline-size: 62rem; margin-inline: auto; padding: clamp(1rem, 3vw, 2.2rem) clamp(1rem, 4vw, 2rem) 4rem; display: grid; gap: 1.4rem; }
  .page > * { min-inline-size: 0; }
  h1 { font-size: clamp(1.6rem, 4vw, 2.1rem); }
  h2 { font-size: 1.375rem; }
  h3 { font-size: var(--size-l); font-family: var(--sans); font-weight: 700; }
  .lead { color: var(--text-soft); max-inline-size: 40em; text-wrap: pretty; }
  .panel { background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); padding: clamp(1rem, 3vw, 1.6rem); display: grid; gap: 1rem; min-inline-size: 0; }
  .panel.now { border-inline-start: 5px solid var(--gold-deep); background: #fff; }
  button, .button { font-size: inherit; min-block-size: 3rem; }
  button.small { min-block-size: 2.75rem; font-size: var(--size-m); }
  button.big, .button.big { min-block-size: 3.6rem; padding-inline: 1.6em; font-weight: 600; }
  a { color: inherit; text-underline-offset: 0.2em; }
  a.button { text-decoration: none; }
  .crumb { display: inline-flex; gap: 0.4rem; align-items: center; min-block-size: 2.75rem; font-size: var(--size-m); }
  .crumb tt-icon { transform: scaleX(-1); }
  .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 0.8rem 1.4rem; }
  .facts dt { color: var(--text-soft); font-size: var(--size-m); }
  .facts dd { font-weight: 600; overflow-wrap: anywhere; }
  .facts dd .fine, dd.plain { font-weight: 400; }
  label.choice { padding-block: 0.55rem; }
  label.choice input { inline-size: 1.5rem; block-size: 1.5rem; }
  input:not([type='checkbox'], [type='radio']), select { min-block-size: 3rem; }
  select {
    appearance: none; padding-inline-end: 2.4em; text-overflow: ellipsis; background-repeat: no-repeat; background-size: 0.42em 0.42em;
    background-image: linear-gradient(45deg, transparent 50%, currentColor 50%), linear-gradient(-45deg, transparent 50%, currentColor 50%);
    background-position: right 1.36em center, right 0.95em center;
  }
  .empty { padding: 2rem 1rem; text-align: center; color: var(--text-soft); }
  .line { display: flex; gap: 0.5rem; justify-content: center; align-items: center; background: var(--red); color: #fff; padding: 0.4rem 1rem; font-weight: 600; }
  @media (max-width: 520px) { .row.acts > button, .row.acts > .button { flex: 1 1 100%; } }
`]
