import { css } from 'lit'

export const boardStyles = css`
  :host { display: grid; gap: 1.1rem; align-content: start; }
  h2 { font-size: var(--size-l); }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.25rem, 1fr)); gap: 0.7rem; }
  @media (max-width: 700px) { .figure:last-child:nth-child(odd) { grid-column: 1 / -1; } }
  .figure { padding: 0.7rem 0.9rem; display: grid; gap: 0.1rem; }
  .figure b { font-size: 1.75rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
  .figure.bad b { color: var(--red); }
  .figure.warn b { color: var(--amber); }
  .figure span { font-size: var(--size-s); color: var(--text-soft); }
  .part { padding: 0.9rem 1rem; display: grid; gap: 0.7rem; min-inline-size: 0; }
  .part > .head { display: flex; flex-wrap: wrap; gap: 0.5rem 0.8rem; align-items: center; }
  .part > .head h2 { margin-inline-end: auto; }
  .scroll { overflow-x: auto; }
  .scroll:focus-visible { outline-offset: -3px; }
  table { border-collapse: collapse; inline-size: 100%; font-size: 0.9375rem; }
  th, td { text-align: start; padding: 0.4rem 0.7rem; border-block-end: 1px solid var(--line); vertical-align: top; }
  thead th { background: var(--paper-sunk); font-size: 0.8125rem; white-space: nowrap; }
  table.narrow { max-inline-size: 36rem; }
  .num { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
  tbody th { font-weight: 500; min-inline-size: 8rem; }
  tbody td:not(.num) { min-inline-size: 6.5rem; }
  td.when { white-space: nowrap; }
  tbody td.place { min-inline-size: 13rem; }
  .windows { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
  .window { padding: 0.75rem 0.9rem; display: grid; align-content: start; gap: 0.3rem; border-inline-start: 5px solid var(--line-strong); }
  .window[data-state='open'] { border-inline-start-color: var(--green); }
  .window[data-state='busy'] { border-inline-start-color: var(--blue); }
  .window[data-state='paused'] { border-inline-start-color: var(--amber); }
  .window[data-state='lost'] { border-inline-start-color: var(--red); }
  .window .top { display: flex; gap: 0.5rem; align-items: baseline; }
  .window .top b { margin-inline-end: auto; font-family: var(--serif); }
  .window .ticket { font-variant-numeric: tabular-nums; }
  .window button { justify-self: start; }
  .matrix td { text-align: center; font-variant-numeric: tabular-nums; min-inline-size: 5rem; font-size: var(--size-l); }
  .matrix td small { display: block; font-size: 0.75rem; color: inherit; opacity: 0.9; }
  .chart { margin: 0; }
  .chart figcaption { font-weight: 600; margin-block-end: 0.4rem; }
  .chart svg { inline-size: 100%; block-size: auto; display: block; }
  .chart text { font: 14px var(--sans); fill: var(--text-soft); }
  .chart .value { fill: var(--text); }
  .chart .bar { fill: var(--ink-700); }
  .chart .grid { stroke: var(--line); stroke-width: 1; }
  .bars { display: grid; gap: 0.35rem; }
  .bars > div { display: grid; grid-template-columns: clamp(6.5rem, 22%, 15rem) minmax(0, 1fr); gap: 0.8rem; align-items: center; font-size: 0.9375rem; }
  .bars .name { text-align: end; line-height: 1.3; }
  .bars .track { display: flex; align-items: center; gap: 0.5rem; font-variant-numeric: tabular-nums; }
  .bars .bar { flex: none; block-size: 1.3rem; background: var(--ink-700); }
  .case { display: grid; grid-template-rows: auto minmax(0, 1fr); block-size: 40rem; overflow: hidden; }
  .case > .head { display: flex; align-items: center; padding: 0.6rem 1rem; }
  .case > .head h2 { margin-inline-end: auto; }
  .choices { display: flex; flex-wrap: wrap; gap: 0.6rem 0.9rem; align-items: end; }
  .choices label { display: grid; gap: 0.2rem; font-size: var(--size-s); }
  .choices input, .choices select { inline-size: auto; min-inline-size: 10rem; }
  @media (max-width: 700px) { .choices > * { flex: 1 1 8.5rem; } .choices input, .choices select { inline-size: 100%; min-inline-size: 0; } }
  .empty { padding: 1.5rem 1rem; color: var(--text-soft); text-align: center; }
`
