import { appendFileSync, existsSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServerWorld, git, OURS, type ServerWorld } from './engine-world.ts';

// Some files were committed before the attributes that they do not fit, as happens.
const FILES = [
  'echo "# Web" > README.md; mkdir -p src/deep data; echo one > src/one.ts; echo two > src/deep/two.ts',
  "printf 'one\\r\\ntwo\\r\\n' | tee old.txt > windows.txt; printf 'a\\nb\\n' > run.bat; printf 'a\\r\\nb\\n' > mixed.bat",
  'echo "dist/" > .gitignore; echo "*.log" >> .gitignore; mkdir -p tools/dist; echo kept > tools/dist/kept.js',
  "printf 'one\\r\\n' > auto.txt; ln -s README.md link",
  "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:aa\\nsize 3\\n' > data/big.bin",
  'printf x > "$(printf \'caf\\351.txt\')"; printf y > "$(printf \'th\\351.txt\')"',
  'git add --force .; git commit --quiet -m before',
  "printf 'old.txt text\\n*.bat text eol=crlf\\n*.bin filter=lfs\\n*.key filter=git-crypt\\n*.ipynb filter=strip\\nauto.* text=auto\\n' > .gitattributes",
  'git add .gitattributes; git commit --quiet -m attributes',
].join('\n');

let world: ServerWorld;
beforeAll(async () => {
  world = await createServerWorld(FILES);
});
afterAll(() => world[Symbol.asyncDispose]());

/** What a script changes, as the commit has it. */
async function changesBy(script: string): Promise<readonly string[]> {
  const visit = await world.visit();
  await visit.engine(script);
  return visit.changes();
}

describe('the commit', () => {
  test('is ours, on the commit that the engine was given, and can be pushed', async () => {
    const visit = await world.visit();
    await visit.engine('echo new > "new file.md"; rm README.md');
    const work = await visit.take();
    if (work.kind !== 'commit') throw new Error(work.kind);
    expect(await work.repository.push(work.commit, visit.held, undefined)).toEqual({ kind: 'pushed' });
    const shown = await git(world.remote, 'show', '--name-status', '--format=%an %ae %cn %P %s', work.commit);
    expect(shown).toBe(
      `${OURS.name} ${OURS.email} ${OURS.name} ${visit.base} Sort by date\n\nD\tREADME.md\nA\tnew file.md`,
    );
  });

  test.each<[string, string, readonly string[]]>([
    ['nothing', 'true', ['(nothing)']],
    [
      'a file that only looks changed',
      'touch -t 202001010000 old.txt run.bat mixed.bat src/one.ts',
      ['(nothing)'],
    ],
    [
      'what was changed below folders',
      'echo 2 > src/deep/two.ts; echo 3 > src/deep/three.ts',
      ['A src/deep/three.ts', 'M src/deep/two.ts'],
    ],
    [
      'what the engine committed itself',
      'echo x > x.md; git add --all; git commit --quiet -m mine',
      ['A x.md'],
    ],
    ['a file that became executable', 'chmod +x src/one.ts', ['M src/one.ts']],
    [
      'a folder in place of a file',
      'rm README.md; mkdir README.md; echo x > README.md/x',
      ['D README.md', 'A README.md/x'],
    ],
    [
      'a link in place of a folder',
      'rm -r src; ln -s tools src',
      ['A src', 'D src/deep/two.ts', 'D src/one.ts'],
    ],
    ['a file with the name of a pattern', "echo x > ':(top)x'; echo y > '*'", ['A *', 'A :(top)x']],
    ['no pipe', 'mkfifo pipe; rm README.md; mkfifo README.md', ['D README.md']],
  ])('has %s', async (_what, script, changes) => {
    expect([...(await changesBy(script))].sort()).toEqual([...changes].sort());
  });

  test('has a link, and not what it leads to', async () => {
    const visit = await world.visit();
    await visit.engine('ln -s ../../own secrets; ln -s /etc/passwd passwd; ln -sfn src link');
    const work = await visit.take();
    if (work.kind !== 'commit') throw new Error(work.kind);
    const args = ['ls-tree', '--format=%(objectmode) %(path)', work.commit, 'link', 'passwd', 'secrets'];
    expect((await git(work.repository.gitDir, ...args)).split('\n')).toEqual([
      '120000 link',
      '120000 passwd',
      '120000 secrets',
    ]);
    expect(await git(work.repository.gitDir, 'show', `${work.commit}:passwd`)).toBe('/etc/passwd');
  });

  test('has names that are no UTF-8 as they are: edited, deleted and new', async () => {
    const visit = await world.visit();
    const at = (name: string): Buffer => Buffer.from(join(visit.checkout, name), 'latin1');
    appendFileSync(at('caf\xe9.txt'), 'more');
    unlinkSync(at('th\xe9.txt'));
    writeFileSync(at('\xff.txt'), 'new');
    const work = await visit.take();
    if (work.kind !== 'commit') throw new Error(work.kind);
    const args = ['-c', 'core.quotePath=true', 'diff-tree', '-r', '--name-status', visit.base, work.commit];
    expect((await git(work.repository.gitDir, ...args)).split('\n')).toEqual([
      'M\t"caf\\351.txt"',
      'D\t"th\\351.txt"',
      'A\t"\\377.txt"',
    ]);
  });

  test('leaves out what is ignored, but for files that are tracked', async () => {
    const script = [
      'mkdir -p dist deep/dist; echo x > dist/a.js; echo x > deep/dist/b.js; echo x > c.log',
      'echo changed > tools/dist/kept.js; echo x > tools/dist/new.js',
      'mkdir -p own; echo "!d.log" > own/.gitignore; echo x > own/d.log; echo x > own/e.log',
      "printf 'x' > ':(glob).log'",
    ].join('\n');
    expect(await changesBy(script)).toEqual(['A own/.gitignore', 'A own/d.log', 'M tools/dist/kept.js']);
  });

  test('has line ends as the attributes say, and leaves those alone that are wrong already', async () => {
    const visit = await world.visit();
    await visit.engine(
      "printf 'c\\r\\n' >> run.bat; printf 'three\\r\\n' >> auto.txt; printf 'three\\r\\n' >> windows.txt; printf 'x\\r\\n' > auto.new",
    );
    const work = await visit.take();
    if (work.kind !== 'commit') throw new Error(work.kind);
    const show = async (path: string) =>
      JSON.stringify(await git(work.repository.gitDir, 'show', `${work.commit}:${path}`));
    expect(await show('run.bat')).toBe('"a\\nb\\nc"');
    expect(await show('auto.txt')).toBe('"one\\r\\nthree"');
    expect(await show('windows.txt')).toBe('"one\\r\\ntwo\\r\\nthree"');
    expect(await git(work.repository.gitDir, 'cat-file', '-s', `${work.commit}:auto.new`)).toBe('2');
  });
});

describe('files that a filter keeps elsewhere', () => {
  test('are refused if their content was written, and named', async () => {
    const visit = await world.visit();
    await visit.engine('echo content > data/big.bin; echo secret > my.key; echo x > x.md');
    const work = await visit.take();
    const files = work.kind === 'filtered' ? work.files : [];
    expect(files.map(({ path, filter }) => `${path} ${filter}`).sort()).toEqual([
      'data/big.bin lfs',
      'my.key git-crypt',
    ]);
  });

  test.each([
    ['a pointer', 'sed -i s/aa/bb/ data/big.bin', ['M data/big.bin']],
    ['no file', 'rm data/big.bin', ['D data/big.bin']],
    ['what a filter would only have tidied up', 'echo {} > a.ipynb', ['A a.ipynb']],
  ])('are taken as %s', async (_what, script, changes) => {
    expect(await changesBy(script)).toEqual(changes);
  });
});

describe('no program of the engine is run', () => {
  /** Leaves a mark wherever git runs it. */
  const spy = (place: string): string =>
    `printf '#!/bin/sh\\ntouch ${place}/ran\\ncat\\n' > ${place}/spy; chmod +x ${place}/spy`;
  const config = (place: string, repositories: string): string =>
    [
      `for r in ${repositories}; do test -d $r || continue`,
      `git config --file $r/config filter.spy.clean ${place}/spy`,
      `git config --file $r/config filter.spy.process ${place}/spy`,
      `git config --file $r/config core.fsmonitor ${place}/spy`,
      `git config --file $r/config core.pager ${place}/spy`,
      `git config --file $r/config core.sshCommand ${place}/spy`,
      `git config --file $r/config "url.ext::${place}/spy .insteadOf" file://`,
      `git config --file $r/config protocol.ext.allow always`,
      `mkdir -p $r/hooks; for h in pre-commit pre-push reference-transaction post-index-change; do cp ${place}/spy $r/hooks/$h; done`,
      'done',
    ].join('\n');

  const NESTED = 'git init --quiet nested; (cd nested; echo x > y; git add y; git commit --quiet -m x)';

  test.each([
    ['its own and our repository', '.git ../own/source.git', ''],
    ['a nested repository', 'nested/.git', NESTED],
    [
      'a submodule',
      '.git/modules/nested',
      `${NESTED}; git submodule --quiet add ./nested; git submodule --quiet absorbgitdirs`,
    ],
    [
      'a nested repository under another name',
      '.git nested/.GIT nested/.git',
      'mkdir nested; git init --quiet nested; mv nested/.git nested/.GIT; mkdir nested/.git',
    ],
    [
      'a folder with tracked files that became a repository',
      '.git src/.git',
      'git init --quiet src; mv src nested; mkdir src; mv nested/.git src/.git; cp src/.git/config .',
    ],
  ])('by the configuration, hooks and filters of %s', async (_what, repositories, script) => {
    const visit = await world.visit();
    const place = join(visit.checkout, '..');
    await visit.engine(
      `${spy(place)}\n${script}\n${config(place, repositories)}\necho "* filter=spy" > .gitattributes; echo x > x.md`,
    );
    // An engine works in several turns, and its checkout is looked at after each.
    await visit.take();
    const work = await visit.take();
    if (work.kind !== 'commit') throw new Error(work.kind);
    expect(await work.repository.push(work.commit, visit.held, undefined)).toEqual({ kind: 'pushed' });
    expect(existsSync(join(place, 'ran'))).toBe(false);
    expect(await git(world.remote, 'show', `${work.commit}:x.md`)).toBe('x');
    // A git that looked at the checkout would have run it, at the second look at the latest.
    await visit.engine('for _ in 1 2; do git add --all < /dev/null; done || true');
    expect(existsSync(join(place, 'ran'))).toBe(true);
  });

  test('that took the place of git on the PATH', async () => {
    const visit = await world.visit();
    const place = join(visit.checkout, '..');
    await visit.engine(`${spy(place)}; cp ${place}/spy ../bin/git; echo x > x.md`);
    expect(await visit.changes()).toEqual(['A x.md']);
    expect(existsSync(join(place, 'ran'))).toBe(false);
  });
});

test('the token is nowhere on the disk', async () => {
  const visit = await world.visit();
  const found = await visit.engine('grep -rlE "ghs_secret|x-access-token|extraheader" .. || true');
  expect(found).toBe('');
  expect(await git(visit.checkout, 'remote', 'get-url', 'origin')).toBe(`file://${world.remote}`);
});

test('without the objects that it had before, the work is a failure here, and none of the server', async () => {
  const visit = await world.visit();
  await visit.engine('echo x > x.md');
  renameSync(join(visit.own, 'source.git', 'objects'), join(visit.own, 'gone'));
  await expect(visit.take()).rejects.toMatchObject({ reason: 'runner-failed' });
  rmSync(join(visit.own, 'gone'), { recursive: true });
});
