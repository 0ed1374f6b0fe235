import { css } from 'lit'

export const caseStyles = css`
  .no { font-family: var(--mono); font-size: var(--size-m); color: var(--text-soft); overflow-wrap: anywhere; margin-block-start: -1rem; }
  .standing { border-block-start: 3px solid var(--ink-800); }
  .turn { font: 700 1.45rem/1.45 var(--serif); text-wrap: balance; }
  .course { display: grid; }
  .course li { display: grid; grid-template-columns: 2.2rem minmax(0, 1fr); gap: 0.8rem; padding-block-end: 1.1rem; position: relative; }
  .course li:not(:last-child)::before { content: ''; position: absolute; inset-inline-start: 1.05rem; inset-block: 2rem 0; inline-size: 2px; background: var(--line-strong); }
  .course .dot { inline-size: 2.2rem; block-size: 2.2rem; border-radius: 50%; border: 2px solid var(--line-strong); display: grid; place-content: center; background: var(--paper-raised); z-index: 1; }
  .course .past .dot { background: var(--green); border-color: var(--green); color: #fff; }
  .course .now .dot { border: 7px solid var(--gold-deep); background: #fff; }
  .course .ahead { color: var(--text-soft); }
  .course .ahead b { font-weight: 400; }
  .course li > div { padding-block-start: 0.2rem; }
  .rows { display: grid; }
  .rows > li { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: center; padding-block: 0.8rem; border-block-end: 1px solid var(--line); }
  .grow { flex: 1 1 14rem; min-inline-size: 0; }
  .wrong { color: var(--red); display: block; font-size: var(--size-m); }
  .fixes { display: grid; gap: 1rem; }
  .fixes > li { display: grid; gap: 0.4rem; padding: 0.9rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); }
  .fixes .problem { color: var(--red); }
  .done { color: var(--green); display: inline-flex; gap: 0.3rem; align-items: center; }
`
