import { css } from 'lit'

/** Three columns that never move: what comes and goes does so inside them. */
export const deskStyles = css`
  :host { display: block; }
  .page { display: grid; grid-template-rows: auto auto minmax(0, 1fr); block-size: calc(100dvh - var(--header, 4rem)); min-block-size: 32rem; background: var(--paper); }
  .page > .line { grid-row: 1; display: flex; gap: 0.5rem; align-items: center; justify-content: center; padding: 0.3rem; background: var(--red); color: #fff; font-weight: 600; }
  tt-desk-bar, .plainbar { grid-row: 2; }
  .plainbar { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; align-items: baseline; padding: 0.6rem 0.9rem; background: var(--ink-850); color: var(--ink-text); }
  .plainbar b { font-family: var(--serif); }
  .plainbar span { color: var(--ink-text-soft); font-size: 0.9375rem; }
  .desk, .away { grid-row: 3; min-block-size: 0; display: grid; grid-template: minmax(0, 1fr) / 15rem minmax(0, 1fr); }
  .desk.with { grid-template-columns: 15rem minmax(0, 1fr) minmax(24rem, 30rem); }
  .desk.with.calling { grid-template-columns: 13.5rem minmax(0, 1fr) minmax(23rem, 27rem); }
  .away { grid-template-columns: minmax(0, 1fr) minmax(0, 1.2fr); }
  .alone-room { grid-row: 3; }
  .queue { border-inline-end: 1px solid var(--line); }
  .main { min-block-size: 0; min-inline-size: 0; display: grid; }
  .main > * { min-block-size: 0; min-inline-size: 0; }
  .side { min-block-size: 0; min-inline-size: 0; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); border-inline-start: 1px solid var(--line); background: var(--paper-raised); }
  .side > :only-child { grid-row: 1 / -1; }
  .sides { display: flex; align-items: stretch; background: var(--paper); border-block-end: 1px solid var(--line); }
  .sides [role='tablist'] { display: flex; flex: 1; }
  .sides [role='tab'], .panes [role='tab'] { border: 0; border-block-end: 3px solid transparent; border-radius: 0; background: none; min-block-size: 2.6rem; padding-inline: 0.9em; font-size: 0.9375rem; }
  .sides [role='tab']:hover:not(:disabled), .panes [role='tab']:hover:not(:disabled) { background: none; border-color: transparent; }
  .sides [role='tab'][aria-selected='true'], .sides [role='tab'][aria-selected='true']:hover:not(:disabled),
  .panes [role='tab'][aria-selected='true'], .panes [role='tab'][aria-selected='true']:hover:not(:disabled) { border-block-end-color: var(--gold-deep); font-weight: 700; background: var(--paper-raised); }
  .panes { display: none; }
  .alone { display: grid; justify-items: center; gap: 1rem; padding: 18vh 1.5rem; text-align: center; }
  @media (max-width: 1100px) {
    .page { grid-template-rows: auto auto auto minmax(0, 1fr); min-block-size: 0; }
    .panes { grid-row: 3; display: flex; background: var(--paper); border-block-end: 1px solid var(--line); }
    .panes [role='tab'] { flex: 1; }
    .desk, .desk.with, .desk.with.calling { grid-row: 4; grid-template-columns: minmax(0, 1fr); }
    .desk > * { display: none; }
    .desk[data-pane='queue'] > .queue, .desk[data-pane='main'] > .main, .desk[data-pane='side'] > .side { display: grid; }
    .desk[data-pane='side']:not(.with) > .main { display: grid; }
    .alone-room { grid-row: 3 / 5; }
    .away { grid-row: 3 / 5; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(24rem, 1fr); overflow-y: auto; }
  }
  @media (max-width: 700px) { .page { block-size: auto; min-block-size: calc(100dvh - var(--header, 4rem)); } .desk { block-size: 78dvh; } }
`
