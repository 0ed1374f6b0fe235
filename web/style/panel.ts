import { css } from 'lit'

/** What stands in the panel beside the courtroom. */
export const panelStyles = css`
  :host { display: block; }
  .part { padding: 0.9rem 1rem; border-block-end: 1px solid var(--line); display: grid; gap: 0.65rem; }
  .part h3 { font-size: var(--size-l); }
  .part.now { background: #fff; border-inline-start: 4px solid var(--gold-deep); }
  .answers { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); }
  .script { font-family: var(--serif); font-size: 1.125rem; line-height: 1.85; padding: 0.8rem 1rem; background: #fff; border: 1px solid var(--line); border-radius: var(--radius); white-space: pre-line; max-block-size: 17rem; overflow-y: auto; }
  .list { display: grid; gap: 0.45rem; }
  .list > li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.6rem; padding-block: 0.3rem; }
  .list > li > :first-child { margin-inline-end: auto; }
  .missing { display: grid; gap: 0.2rem; color: var(--amber); font-size: var(--size-s); }
  .missing li { display: flex; gap: 0.4rem; }
  .empty { padding: 1.5rem 1rem; color: var(--text-soft); text-align: center; }
`
