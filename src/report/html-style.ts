/** The page's style. Its hash goes into the page's policy, so nothing else styles it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --text: #1c2128; --dim: #59636e; --line: #d5dae0; --link: #0a58ca;
  --error: #b42318; --warning: #8a5a00; --note: #0b6478; --good: #1a7f37;
  --error-ground: #fdecea; --warning-ground: #fff4d6; --note-ground: #e2f3f7; --good-ground: #e6f5ea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --raised: #1d2127; --text: #e3e7ec; --dim: #9aa4af; --line: #363c45; --link: #7cb3ff;
    --error: #ff8a80; --warning: #f0c050; --note: #6fcfe3; --good: #6fd38a;
    --error-ground: #4a1f1c; --warning-ground: #43350f; --note-ground: #12383f; --good-ground: #17361f;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 100rem; padding: 1rem 1.5rem 3rem; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; }
p { margin: .3rem 0; }
ul { margin: .4rem 0; padding-left: 1.3rem; }
a { color: var(--link); }
code, pre { font: 13px/1.5 ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
summary { cursor: pointer; }
header, .verdict { margin-bottom: 1rem; padding: 1rem 1.25rem; border-left: .4rem solid var(--line); border-radius: .3rem; background: var(--raised); }
.verdict h2 { margin-top: 0; }
.bad { border-color: var(--error); }
.doubtful { border-color: var(--warning); }
.good { border-color: var(--good); }
.tool, .place, .target, .rules, .more, .fix, .reason, footer { color: var(--dim); }
.tool { margin: 0; font-size: .85rem; }
.outcome { font-size: 1.15rem; font-weight: 600; }
.bad .outcome { color: var(--error); }
.doubtful .outcome { color: var(--warning); }
.good .outcome { color: var(--good); }
.level { display: inline-block; padding: 0 .45rem; border-radius: .25rem; font-size: .8rem; font-weight: 600; }
.level.error { color: var(--error); background: var(--error-ground); }
.level.warning { color: var(--warning); background: var(--warning-ground); }
.level.note { color: var(--note); background: var(--note-ground); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .45rem 1.25rem .45rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { white-space: nowrap; color: var(--dim); font-size: .85rem; font-weight: 600; }
td:nth-child(-n+2) { white-space: nowrap; }
td:last-child { width: 99%; }
.count { text-align: right; font-variant-numeric: tabular-nums; }
.fix { font-size: .9rem; }
.links { font-size: .9rem; }
.item { margin: .5rem 0; border: 1px solid var(--line); border-radius: .4rem; content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
.item > summary { padding: .5rem .75rem; background: var(--raised); border-radius: .4rem; }
.item[open] > summary { border-bottom: 1px solid var(--line); border-radius: .4rem .4rem 0 0; }
.item:target > summary { outline: 2px solid var(--link); }
.status { padding: 0 .4rem; border: 1px solid var(--line); border-radius: .25rem; font-size: .8rem; }
.rules { font-size: .85rem; }
.finding { margin: .75rem; padding-left: .75rem; border-left: 3px solid var(--line); }
.finding.error { border-color: var(--error); }
.finding.warning { border-color: var(--warning); }
.finding.note { border-color: var(--note); }
.rule { font-weight: 600; }
.place { font-size: .85rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: .75rem; padding: 0 .75rem .75rem; }
figure { margin: 0; min-width: 0; }
figcaption { padding: .25rem 0; }
figcaption .place { display: block; }
pre { margin: .25rem 0; padding: .5rem 0; overflow-x: auto; border: 1px solid var(--line); border-radius: .3rem; background: var(--raised); tab-size: 4; }
.number { display: inline-block; min-width: 4rem; padding-right: 1rem; color: var(--dim); text-align: right; user-select: none; }
.gap { display: inline-block; min-width: 4rem; padding-right: 1rem; color: var(--dim); text-align: right; }
mark { border-radius: .15rem; color: inherit; }
mark.error { background: var(--error-ground); box-shadow: 0 2px 0 var(--error); }
mark.warning { background: var(--warning-ground); box-shadow: 0 2px 0 var(--warning); }
mark.note { background: var(--note-ground); box-shadow: 0 2px 0 var(--note); }
.more { font-size: .85rem; }
footer { margin-top: 2.5rem; font-size: .85rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
dd { margin: 0; font-family: ui-monospace, monospace; }
@media print { body { max-width: none; } pre { white-space: pre-wrap; } .item { break-inside: avoid-page; } }
`;
