// Whether what `npm start -- --all` printed (on standard input) holds the table that the README shows, to the letter.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const [, table = ''] =
  /<!-- generated:table -->\n```text\n(.*?)```\n<!-- \/generated:table -->/s.exec(readme) ?? [];
const printed = await text(process.stdin);
if (table === '' || !printed.includes(table)) {
  console.error('What was printed is not the table of the README.');
  process.exitCode = 1;
}
