import { css } from 'lit'

/** Dense, and yet every control keeps a finger's height on a touch screen. */
export const caseStyles = css`
  :host { display: grid; grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr); min-block-size: 0; min-inline-size: 0; background: var(--paper-raised); }
  .top { padding: 0.7rem 0.9rem 0.5rem; display: grid; gap: 0.35rem; border-block-end: 1px solid var(--line); }
  .title { display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: baseline; }
  .title h3 { font-size: var(--size-l); margin-inline-end: auto; }
  .no { font-family: var(--mono); font-size: 0.8125rem; color: var(--text-soft); overflow-wrap: anywhere; }
  .clocks { display: flex; flex-wrap: wrap; gap: 0.3rem; }
  .clock { display: inline-flex; gap: 0.35em; align-items: center; padding: 0.1rem 0.5rem; border: 1px solid var(--line); border-radius: 2px; font-size: 0.8125rem; background: #fff; }
  .clock b { font-weight: 600; }
  .clock.warn { background: var(--amber-soft); border-color: var(--amber); color: #613a00; }
  .clock.bad { background: var(--red-soft); border-color: var(--red); color: #7a1811; }
  .clock.good tt-icon { color: var(--green); }
  .way { display: flex; flex-wrap: wrap; gap: 0.1rem 0; font-size: 0.75rem; color: var(--text-soft); }
  .way li { display: inline-flex; align-items: center; }
  .way li + li::before { content: ''; inline-size: 0.7rem; block-size: 1px; margin-inline: 0.25rem; background: var(--line-strong); }
  .way .past { color: var(--green); }
  .way .now { color: var(--ink-900); font-weight: 700; }
  .tabs { display: flex; gap: 0; padding-inline: 0.5rem; border-block-end: 1px solid var(--line); overflow-x: auto; }
  .tabs button { border: 0; border-block-end: 3px solid transparent; border-radius: 0; background: none; min-block-size: 2.5rem; padding: 0.2rem 0.7rem; font-size: 0.9375rem; color: var(--text-soft); white-space: nowrap; }
  .tabs button:hover:not(:disabled) { background: none; color: var(--text); border-color: transparent; }
  .tabs button[aria-selected='true'], .tabs button[aria-selected='true']:hover:not(:disabled) { color: var(--text); border-block-end-color: var(--gold-deep); font-weight: 600; }
  .tabs button:focus-visible { outline-offset: -3px; }
  .body { overflow-y: auto; padding: 0.6rem 0.9rem 1rem; display: grid; gap: 0.7rem; align-content: start; min-block-size: 0; }
  .body:focus-visible { outline-offset: -3px; }
  .materials, .papers, .parts, .fixes { display: grid; }
  .materials > li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0.6rem; align-items: center; padding-block: 0.5rem; border-block-end: 1px solid var(--line); }
  .materials .nothing { inline-size: 3.25rem; block-size: 4.25rem; display: grid; place-content: center; border: 1px dashed var(--line-strong); border-radius: var(--radius); color: var(--line-strong); }
  .name { font-weight: 600; line-height: 1.4; }
  .tags { display: flex; flex-wrap: wrap; gap: 0.15rem 0.5rem; align-items: center; }
  .tags .tag { font-size: 0.8125rem; }
  .fine { font-size: 0.8125rem; }
  .reason { color: var(--red); }
  .acts { display: grid; gap: 0.3rem; }
  .acts button.small { min-block-size: 2.125rem; padding-inline: 0.6em; font-size: 0.8125rem; }
  button.ok { border-color: var(--green); color: var(--green); }
  table.sheet { inline-size: 100%; border-collapse: collapse; font-size: 0.9375rem; }
  .sheet th, .sheet td { text-align: start; vertical-align: top; padding: 0.35rem 0.5rem 0.35rem 0; border-block-end: 1px solid var(--line); overflow-wrap: anywhere; }
  .sheet th { font-weight: 500; color: var(--text-soft); inline-size: 34%; }
  .papers li, .parts li, .fixes li { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: center; padding-block: 0.45rem; border-block-end: 1px solid var(--line); }
  .papers li > :first-child, .parts li > :first-child { margin-inline-end: auto; }
  .fixes li { display: grid; gap: 0; }
  .fixes .tag { justify-self: start; }
  .course { display: grid; gap: 0.5rem; }
  .course li { display: grid; grid-template-columns: 7.2rem minmax(0, 1fr); gap: 0.6rem; font-size: 0.9375rem; }
  .course time { color: var(--text-soft); font-size: 0.8125rem; font-variant-numeric: tabular-nums; padding-block-start: 0.1rem; }
  h4 { font-size: 0.9375rem; font-family: var(--sans); }
  .note { padding: 0.5rem 0.7rem; font-size: 0.9375rem; }
  .missing { flex: 1 0 100%; max-inline-size: 100%; font-size: 0.875rem; color: #613a00; }
  .missing summary { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; cursor: pointer; padding-block: 0.15rem; }
  .missing[open] summary { white-space: normal; }
  .missing ul { columns: 2; padding-block: 0.2rem; max-block-size: 11rem; overflow-y: auto; }
  .missing li { break-inside: avoid; }
  .foot { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; padding: 0.55rem 0.9rem; border-block-start: 1px solid var(--line); background: var(--paper); }
  .foot .missing { flex-basis: 100%; }
  .foot button { min-block-size: 2.5rem; padding-inline: 0.85em; }
  .empty { padding: 1.5rem 1rem; color: var(--text-soft); text-align: center; }
`
