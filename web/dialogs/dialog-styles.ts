import { css } from 'lit'

export const dialogStyles = css`
  dialog {
    inline-size: min(38rem, 100vw - 2rem); max-block-size: min(88dvh, 60rem); padding: 0; border: 0; border-block-start: 3px solid var(--ink-800);
    border-radius: var(--radius); background: var(--paper-raised); color: var(--text); box-shadow: 0 20px 60px rgb(10 16 24 / 40%);
    font-family: var(--sans); line-height: 1.6; overflow: hidden;
  }
  dialog::backdrop { background: rgb(12 18 26 / 62%); }
  dialog[open], dialog > form { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; }
  dialog > form { max-block-size: inherit; }
  dialog[open]:has(> form) { display: block; }
  dialog .head { padding: 1.1rem 1.4rem 0.7rem; display: flex; gap: 1rem; align-items: start; }
  dialog .head h2 { margin-inline-end: auto; }
  dialog .body { padding: 0.3rem 1.4rem 1.2rem; display: grid; gap: 1rem; overflow-y: auto; align-content: start; }
  dialog .foot { padding: 0.9rem 1.4rem; border-block-start: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 0.6rem; justify-content: flex-end; background: var(--paper); }
  @media (max-width: 600px) {
    dialog { inline-size: 100vw; max-inline-size: none; margin-block-end: 0; margin-inline: 0; border-end-start-radius: 0; border-end-end-radius: 0; }
    dialog .foot button { flex: 1; }
  }
`
