// Whether what `npm start -- --all` printed (on standard input) holds the tables that the docs show, to the letter.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

const printed = await text(process.stdin);
for (const page of ['docs/replay.md', 'README.md']) {
  const shown = await readFile(new URL(`../${page}`, import.meta.url), 'utf8');
  const [, table = ''] =
    /<!-- generated:table -->\n```text\n(.*?)```\n<!-- \/generated:table -->/s.exec(shown) ?? [];
  // The README shows some of the blocks.
  const missing = table.split('\n\n').filter((block) => !printed.includes(block.trimEnd()));
  if (table === '' || missing.length > 0) {
    console.error(`What was printed is not the table of ${page}.`);
    process.exitCode = 1;
  }
}
