import { expect, test } from 'vitest';
import { listNames, readTexts } from '../../../../src/agents/git/read-texts.ts';
import { createServerWorld } from './engine-world.ts';

const FILES = [
  'printf "our rules" > AGENTS.md',
  'ln -s AGENTS.md CLAUDE.md',
  'printf "a link\nout" > plain',
  'ln -s ../../../etc/passwd outside',
  'ln -s nowhere dangling',
  'ln -s loop loop',
  'mkdir -p .github/workflows docs',
  'printf more > docs/more.md',
  'printf x > .github/pull_request_template.md',
  'printf y > .github/workflows/a.yml',
  'head -c 300000 /dev/zero > large',
].join('\n');

test('files of a commit are read in the order of the question, and none twice', async () => {
  await using server = await createServerWorld(FILES);
  const { source, base } = await server.visit();
  expect(await readTexts(source, base, ['docs/more.md', 'CLAUDE.md', 'AGENTS.md'])).toEqual([
    { path: 'docs/more.md', text: 'more' },
    { path: 'CLAUDE.md', text: 'our rules' },
  ]);
});

test('what is no file of the commit is left out, and those behind it are still read', async () => {
  await using server = await createServerWorld(FILES);
  const { source, base } = await server.visit();
  const paths = ['missing', 'outside', 'dangling', 'loop', 'docs', 'AGENTS.md/x', 'large', 'plain'];
  expect(await readTexts(source, base, paths)).toEqual([{ path: 'plain', text: 'a link\nout' }]);
});

test('names of the files of folders are whole paths, without those of folders below', async () => {
  await using server = await createServerWorld(FILES);
  const { source, base } = await server.visit();
  const names = await listNames(source, base, ['.github', '', 'missing', 'docs']);
  expect(names).toContain('AGENTS.md');
  expect(names).toContain('.github/pull_request_template.md');
  expect(names).toContain('docs/more.md');
  expect(names).not.toContain('.github/workflows/a.yml');
});
