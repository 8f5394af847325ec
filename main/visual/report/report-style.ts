import type { CaseStatus } from './case-rows.ts';

/** The sheet of a report, with a rule for each status that can be chosen alone. */
export const reportStyle = (present: readonly CaseStatus[]): string => `
:root { color-scheme: light dark; --text: light-dark(#1c1f24, #e6e8eb); --dim: light-dark(#5b6370, #9aa3b0);
  --ground: light-dark(#f6f7f9, #15171a); --card: light-dark(#fff, #1d2024); --line: light-dark(#d9dde3, #343a42);
  --bad: light-dark(#b3261e, #ff9189); --warn: light-dark(#865300, #f5bd5c); --good: light-dark(#1a6b35, #7fd69a);
  --info: light-dark(#1c5cab, #8fbdff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
header, main { max-width: 1440px; margin: 0 auto; padding: 16px 24px; }
header { padding-bottom: 0; }
h1 { font-size: 22px; line-height: 1.3; margin: 8px 0 4px; }
h2 { font-size: 17px; margin: 16px 0 0; overflow-wrap: anywhere; }
p { margin: 4px 0; overflow-wrap: anywhere; }
.dim, th, figcaption { color: var(--dim); }
code { font: 13px ui-monospace, monospace; }
fieldset { border: 0; margin: 12px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 8px; }
legend { float: left; margin-right: 8px; padding: 4px 0; color: var(--dim); }
.filter { padding: 4px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--card); cursor: pointer; }
.filter input { accent-color: var(--info); margin: 0 4px 0 0; vertical-align: -1px; }
.filter:has(:checked) { border-color: var(--info); }
.filter:has(:focus-visible), summary:focus-visible, a:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
.case { margin: 12px 0; padding: 8px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.case > summary { cursor: pointer; padding: 2px 0; overflow-wrap: anywhere; }
.case[open] > summary { margin-bottom: 8px; }
.badge { display: inline-block; min-width: 88px; margin-right: 8px; padding: 0 8px; border: 1px solid; border-radius: 6px; font-weight: 600; text-align: center; }
.failed, .error, .rejected { color: var(--bad); }
.unstable, .flaky, .quarantined, .tolerated { color: var(--warn); }
.created { color: var(--info); }
.passed, .accepted, .unchanged { color: var(--good); }
.filter b { color: var(--text); }
table { border-collapse: collapse; margin: 8px 0; }
th, td { padding: 4px 16px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 400; }
th, td:nth-child(2) { white-space: nowrap; }
td:first-child { min-width: 12ch; }
tr > :last-child { padding-right: 0; }
.folded { margin: 8px 0; }
.folded summary { cursor: pointer; color: var(--dim); }
.lines { margin: 12px 0; }
.lines pre { max-height: 320px; margin: 4px 0; padding: 8px 0; overflow: auto; border: 1px solid var(--line); font: 13px/1.5 ui-monospace, monospace; }
.lines pre > * { display: block; padding: 0 12px; text-decoration: none; white-space: pre-wrap; overflow-wrap: anywhere; }
.lines del { background: light-dark(#fdeceb, #3b2220); color: var(--bad); }
.lines ins { background: light-dark(#e7f4eb, #1d3224); color: var(--good); }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr)); gap: 16px; margin: 12px 0 8px; align-items: start; }
figure { margin: 0; }
img { max-width: 100%; height: auto; margin-top: 4px; border: 1px solid var(--line); background: #fff; vertical-align: top; }
${present.map((status) => `body:has(#show-${status}:checked) .case:not([data-status="${status}"])`).join(',\n')} { display: none; }
${present.map((status) => `body:has(#show-${status}:checked) section:not(:has([data-status="${status}"]))`).join(',\n')} { display: none; }
@media print { fieldset { display: none; } .case { break-inside: avoid; } }
`;
