import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const PAGES = globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT });

test.each([
  ['README.md', 'docs/examples/interlock.yml'],
  ['docs/guarded-move.md', 'docs/examples/move.yml'],
])('%s shows %s as it is', (page, example) => {
  expect(read(page)).toContain(`\`\`\`yaml\n${read(example)}\`\`\``);
});

const SCRIPTS = Object.keys(JSON.parse(read('package.json')).scripts);
/** Made by a command that the page names. */
const MADE = ['tests/mutants/reports/mutants.html'];

describe.each(PAGES)('%s', (page) => {
  test('names only files of the source, of the tests and of `dist/` that exist', () => {
    const named = [
      ...read(page).matchAll(/(?<![\w/.-])(?:\.\.\/interlock\/)?((?:src|tests|dist)\/[\w./-]*\w)/g),
    ];
    const missing = named
      .map(([, path = '']) => path)
      // Some stand for several files, or for a filter of vitest.
      .filter((path) => globSync(`${path}*`, { cwd: ROOT }).length === 0 && !MADE.includes(path));
    expect(missing).toEqual([]);
  });

  test('names only scripts of npm that exist', () => {
    const named = [...read(page).matchAll(/npm run (?:--?[\w-]+ )*([\w:-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !SCRIPTS.includes(name ?? ''))).toEqual([]);
  });

  test('links only to files and headings that exist', () => {
    const broken = linksOf(read(page)).filter((link) => !leadsSomewhere(link, page));
    expect(broken).toEqual([]);
  });
});

test('every page and every example is linked from another page', () => {
  const linked = new Set(
    PAGES.flatMap((page) => linksOf(read(page)).map((link) => join(dirname(page), link.split('#')[0] ?? ''))),
  );
  const lonely = [...PAGES, ...globSync('docs/examples/*', { cwd: ROOT })].filter(
    (file) => !linked.has(file) && !linked.has(`${dirname(file)}/`),
  );
  expect(lonely).toEqual([]);
});

/** Targets of relative links, outside of code. */
function linksOf(markdown: string): readonly string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) =>
    /^[a-z]+:/.test(target) ? [] : [target],
  );
}

function leadsSomewhere(link: string, page: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return false;
  return heading === undefined || headingsOf(read(target)).includes(heading);
}

/** Anchors as GitHub makes them: lower case, punctuation dropped, spaces to dashes. */
function headingsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
