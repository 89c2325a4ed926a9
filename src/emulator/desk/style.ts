/** The desk's whole style sheet. */
export const STYLE = `
:root { color-scheme: light; --line: #c9ced6; --ink: #1f2933; --note: #fff4d6; --link: #0b5cad; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: #f5f6f8; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .75rem 1rem; color: #fff; background: #17303c; }
header a { color: #fff; font-weight: 600; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
h1 { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; background: #fff; }
th, td { padding: .5rem .75rem; text-align: left; border-bottom: 1px solid var(--line); }
.status { padding: .1rem .5rem; border-radius: .25rem; background: #e4e7eb; }
.status.new { background: #ffe9a8; } .status.open { background: #ffd4d1; }
.status.pending { background: #cfe6ff; } .status.hold { background: #d9dce1; }
nav { display: flex; gap: 1rem; padding: 1rem 0; }
.ticket { display: grid; gap: 1rem; grid-template-columns: minmax(0, 18rem) minmax(0, 1fr); }
@media (max-width: 50rem) { .ticket { grid-template-columns: minmax(0, 1fr); } }
dl, form, .message { margin: 0 0 1rem; padding: 1rem; border: 1px solid var(--line); border-radius: .25rem; background: #fff; overflow-wrap: anywhere; }
dt { font-size: .875rem; color: #52606d; } dd { margin: 0 0 .5rem; }
form > label, .choices label { display: block; margin-top: .5rem; font-weight: 600; }
textarea { width: 100%; font: inherit; }
fieldset { display: flex; gap: 1.5rem; margin: .5rem 0; border: 1px solid var(--line); }
.choices { display: flex; flex-wrap: wrap; gap: 1rem; }
select, button, input { max-width: 100%; font: inherit; }
select { min-width: 10rem; padding: .25rem; }
button { display: block; margin-top: 1rem; padding: .5rem 1.5rem; color: #fff; border: 0; border-radius: .25rem; background: var(--link); }
:focus-visible { outline: 3px solid #f5a623; outline-offset: 2px; }
.message h3 { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0; font-size: 1rem; }
.message time { font-weight: 400; color: #52606d; }
.message .via { font-size: .875rem; font-weight: 400; color: #52606d; }
.message .text { margin: .5rem 0 0; white-space: pre-wrap; }
.internal { background: var(--note); border-color: #d9a400; }
[role="alert"] { padding: .75rem 1rem; border-left: 4px solid #b3261e; background: #fff; }
[role="status"] { padding: .75rem 1rem; border-left: 4px solid #1b7f4b; background: #fff; }
`;
