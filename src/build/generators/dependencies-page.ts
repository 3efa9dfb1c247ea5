import { dependencyExamples, type Example } from './dependency-examples.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

export const dependenciesPage: Generator = {
  file: 'docs/dependencies.md',
  render:
    async () => `<!-- Generated from src/build/generators/dependency-examples.ts by \`npm run generate\`. -->
# Dependencies

The backlog-manager starts no item that waits for another one. To say that an item waits, use GitHub's own list ("Mark as blocked
by") where you can. Interlock also reads the item's title and description.

It reads a text cautiously. Something that might be a dependency counts as one, because an item that waits too long does less harm
than one that starts too early. Interlock then looks up each name:

| what the name leads to | the item |
|---|---|
| an issue or pull request that is closed, or an issue in done or merged | does not wait for it |
| an open one | waits |
| an issue that was transferred | waits until the issue is closed in its new repository |
| a repository that the token cannot see | waits: nobody knows. \`all-blocked\` names it |
| a repository that the token can read, and no issue or pull request of that number: it was deleted, is a discussion, or never existed | does not wait. The comment that says why the item was selected says so |

Each row below is a test. ⏎ is the end of a line, and · a blank where it matters. The item is \`acme/web#540\`.
${dependencyExamples
  .map(
    ({ title, rule, examples }) => `
## ${title}

${rule}

${table(['written', 'the item waits for'], examples.map(row))}
`,
  )
  .join('')}
## What a pull request closes

Interlock reads the description of a pull request in the same way: code, comments and what is struck out close nothing, and names are
the same. It needs one of GitHub's own keywords (close, closes, closed, fix, fixes, fixed, resolve, resolves, resolved) right
before each name, with a colon if you like. \`Closes #12, #13\` closes only the first, and \`Does not close #12\` closes it:
that is what GitHub does.
`,
};

function row({ text, waitsFor }: Example): readonly string[] {
  return [code(visible(text)), waitsFor.length === 0 ? 'nothing' : waitsFor.join(', ')];
}

/** Line breaks and indents, which a cell of a table cannot hold. */
function visible(text: string): string {
  return text.replace(/^ +/gm, (blanks) => '·'.repeat(blanks.length)).replaceAll('\n', '⏎');
}

/** Fenced by more backticks than the text has in a row. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
