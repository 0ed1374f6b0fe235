import { css } from 'lit'

/** Buttons, in the few kinds the court uses. Applied inside every element that draws controls. */
export const buttons = css`
  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.5em;
    min-block-size: var(--control); padding: 0.35em 1.1em; margin: 0;
    border: 1px solid var(--line-strong); border-radius: var(--radius);
    background: var(--paper-raised); color: var(--text);
    font: inherit; font-weight: 500; line-height: 1.3; text-align: center; text-decoration: none;
    cursor: pointer; user-select: none; touch-action: manipulation;
  }
  button:hover:not(:disabled), .button:hover { border-color: var(--ink-700); background: #fff; }
  button:active:not(:disabled) { background: var(--paper-sunk); }
  button:disabled { cursor: not-allowed; color: #6d7278; border-color: var(--line); background: var(--paper-sunk); }
  button.primary, .button.primary { background: var(--ink-800); border-color: var(--ink-800); color: #fff; }
  button.primary:hover:not(:disabled), .button.primary:hover { background: var(--ink-700); border-color: var(--ink-700); }
  button.primary:disabled { background: #8b95a1; border-color: #8b95a1; color: #fff; }
  button.danger { border-color: var(--red); color: var(--red); background: var(--paper-raised); }
  button.danger:hover:not(:disabled) { background: var(--red-soft); border-color: var(--red); }
  button.plain { border-color: transparent; background: transparent; padding-inline: 0.6em; }
  button.plain:hover:not(:disabled) { background: var(--paper-sunk); border-color: transparent; }
  button.small { min-block-size: 2.125rem; padding: 0.15em 0.75em; font-size: var(--size-s); }
  button.wide { inline-size: 100%; }
  button:focus-visible, .button:focus-visible, a:focus-visible, input:focus-visible, select:focus-visible,
  textarea:focus-visible, summary:focus-visible, [tabindex]:focus-visible {
    outline: 3px solid var(--focus, var(--gold-deep)); outline-offset: 2px;
  }
`

export const fields = css`
  label.field { display: grid; gap: 0.3rem; font-weight: 500; }
  label.field > .hint { font-weight: 400; font-size: var(--size-s); color: var(--text-soft); }
  input:not([type='checkbox'], [type='radio']), select, textarea {
    inline-size: 100%; min-block-size: var(--control); padding: 0.5em 0.75em; box-sizing: border-box;
    border: 1px solid var(--line-strong); border-radius: var(--radius); background: #fff; color: var(--text); font: inherit;
  }
  textarea { min-block-size: 6em; resize: vertical; line-height: 1.6; }
  input[type='checkbox'], input[type='radio'] { inline-size: 1.2rem; block-size: 1.2rem; margin: 0.15rem 0 0; accent-color: var(--ink-800); flex: none; }
  label.choice { display: flex; gap: 0.6rem; align-items: flex-start; padding-block: 0.35rem; cursor: pointer; }
  fieldset { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.6rem 0.9rem 0.8rem; margin: 0; min-inline-size: 0; }
  legend { font-weight: 600; padding-inline: 0.35rem; }
`

export const texts = css`
  *, ::before, ::after { box-sizing: border-box; }
  h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
  ul, ol { padding: 0; list-style: none; }
  h1, h2, h3 { font-family: var(--serif); font-weight: 700; line-height: 1.35; text-wrap: balance; }
  h1 { font-size: var(--size-xxl); }
  h2 { font-size: var(--size-xl); }
  h3 { font-size: var(--size-l); }
  .soft { color: var(--text-soft); }
  .fine { font-size: var(--size-s); }
  .card { background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); }
  .note { display: flex; gap: 0.6rem; padding: 0.7rem 0.9rem; border-radius: var(--radius); border-inline-start: 3px solid; background: var(--blue-soft); border-color: var(--blue); }
  .note.bad { background: var(--red-soft); border-color: var(--red); color: #7a1811; }
  .note.good { background: var(--green-soft); border-color: var(--green); color: #1f4d37; }
  .note.warn { background: var(--amber-soft); border-color: var(--amber); color: #613a00; }
  .note tt-icon { margin-block-start: 0.18em; }
  .hidden-text { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .row { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: center; }
  .tag { display: inline-flex; align-items: center; gap: 0.3em; padding: 0.05rem 0.5rem; border-radius: 2px; font-size: var(--size-s); background: var(--paper-sunk); color: var(--text-soft); white-space: nowrap; }
  .tag.good { background: var(--green-soft); color: var(--green); }
  .tag.bad { background: var(--red-soft); color: var(--red); }
  .tag.warn { background: var(--amber-soft); color: var(--amber); }
  .tag.gold { background: #f3e7cd; color: #664a12; }
`

export const sharedStyles = [texts, buttons, fields]
