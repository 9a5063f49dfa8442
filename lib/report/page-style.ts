/** The report's look: light and dark, one column, pages that print. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --soft: #5a5a5a; --rule: #dcdcdc; --box: #f4f6f8; --accent: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e8e8e8; --soft: #a8a8a8; --rule: #3a3d42; --box: #20242a; --accent: #7db8ea; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 50rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "DejaVu Sans", Verdana, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2.6rem 0 .4rem; padding-top: .9rem; border-top: 1px solid var(--rule); }
p, ul { margin: .5rem 0; }
.lead { color: var(--soft); margin: 0 0 1.2rem; }
.answer { background: var(--box); border-left: 4px solid var(--accent); padding: .9rem 1.1rem; border-radius: 0 6px 6px 0; }
.answer p:first-child { font-size: 1.12rem; font-weight: 600; margin: 0; }
.answer ul { margin: .6rem 0 0; padding-left: 1.2rem; color: var(--soft); }
nav { margin: 1.2rem 0; font-size: .92rem; }
nav a { margin-right: 1rem; white-space: nowrap; }
a { color: var(--accent); }
.wide { overflow-x: auto; margin: .9rem 0; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; min-width: 20rem; }
th, td { padding: .28rem .7rem .28rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); overflow-wrap: anywhere; }
thead th { color: var(--soft); font-weight: 600; }
th[scope="row"] { font-weight: 400; }
th[scope="row"], td:nth-child(2) { overflow-wrap: break-word; }
.rates th[scope="row"] { font-weight: 600; overflow-wrap: normal; }
.rates td, .rates thead th { white-space: nowrap; }
.records td:not(:first-child) { white-space: nowrap; }
.rates td:nth-child(even) { padding-right: 1.1rem; }
small { color: var(--soft); }
figure { margin: 1.1rem 0; }
figure img { display: block; max-width: 100%; height: auto; background: #ffffff; border: 1px solid var(--rule); border-radius: 6px; }
figcaption { font-size: .8rem; color: var(--soft); margin-top: .25rem; }
code, pre { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; font-size: .87em; }
pre { background: var(--box); padding: .8rem 1rem; border-radius: 6px; overflow-x: auto; white-space: pre-wrap; }
details { margin: .8rem 0; }
summary { cursor: pointer; color: var(--accent); }
.absent { color: var(--soft); font-style: italic; }
@media print { :root { --paper: #ffffff; --ink: #000000; --soft: #444444; --rule: #cccccc; --box: #f4f4f4; --accent: #000000; } body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } h2, caption { break-after: avoid; } figure, tr, .answer { break-inside: avoid; } a { text-decoration: none; } }
`;
