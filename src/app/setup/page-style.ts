/** Of the pages of the set-up, in the colours that the person's system prefers. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d0d7de; --soft: #f6f8fa; --accent: #1f6feb; --dim: #59636e; }
@media (prefers-color-scheme: dark) { :root { --line: #30363d; --soft: #161b22; --accent: #388bfd; --dim: #9198a1; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
.name { color: var(--dim); font-weight: 600; margin: 0 0 .5rem; }
.note { color: var(--dim); font-size: .9rem; }
pre { margin: 0 0 1rem; padding: .75rem 1rem; overflow-x: auto; background: var(--soft); border: 1px solid var(--line);
  border-radius: 6px; font: .9rem/1.4 ui-monospace, monospace; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin-top: 1.5rem; }
form { display: flex; flex-direction: column; padding: 1.25rem; border: 1px solid var(--line); border-radius: 6px; }
form p { flex: 1; }
button { padding: .6rem 1rem; border: 0; border-radius: 6px; background: var(--accent); color: #fff; font: inherit;
  font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
`;
