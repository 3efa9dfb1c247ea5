import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LeftWork } from '../../../../src/agents/git/engine-commits.ts';
import type { TakenWork } from '../../../../src/agents/git/take-work.ts';
import { createServerWorld, git, held, type ServerWorld } from './engine-world.ts';

let world: ServerWorld;
beforeAll(async () => {
  world = await createServerWorld(
    'echo "# Web" > README.md; echo "dist/" > .gitignore; mkdir src; echo one > src/one.ts',
  );
});
afterAll(() => world[Symbol.asyncDispose]());

const COMMIT = 'git add --all && git commit --quiet -m';

async function leave(script: string, number?: number) {
  const visit = await world.visit(number);
  await visit.engine(script);
  const work = await visit.take();
  return { work, changes: await visit.changes() };
}

/** `where: subject, subject` of each. */
function places(work: TakenWork): readonly string[] {
  return 'left' in work ? work.left.map(described) : [];
}

function described({ where, commits }: LeftWork): string {
  const subjects = commits.map(({ subject }) => subject).join(', ');
  return `${where.kind} ${where.kind === 'branch' ? where.name : where.path}: ${subjects}`;
}

describe('an engine whose files show nothing, and that committed', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'in a worktree',
      `git worktree add --quiet .claude/worktrees/x -b agent/x; cd .claude/worktrees/x; echo x > x.md; ${COMMIT} mine`,
      ['folder .claude/worktrees/x: mine'],
      ['A x.md'],
    ],
    [
      'in a worktree that is ignored',
      `git worktree add --quiet dist/x -b agent/x; cd dist/x; echo x > x.md; ${COMMIT} one; echo y >> x.md; ${COMMIT} two`,
      ['branch agent/x: two, one'],
      ['A x.md'],
    ],
    [
      'in a clone of its checkout',
      `git clone --quiet . copy; cd copy; rm README.md; ${COMMIT} mine`,
      ['folder copy: mine'],
      ['D README.md'],
    ],
    [
      'in new repositories',
      `git init --quiet tool; (cd tool; echo x > x.md; ${COMMIT} tool); git init --quiet src/lib; cd src/lib; echo y > y.md; ${COMMIT} lib`,
      ['folder tool: tool', 'folder src/lib: lib'],
      ['A src/lib/y.md', 'A tool/x.md'],
    ],
    [
      'and went back',
      `echo x > x.md; ${COMMIT} mine; git checkout --quiet HEAD~1`,
      ['branch interlock/web/web-2005: mine'],
      ['A x.md'],
    ],
    [
      'without a branch',
      `git checkout --quiet --detach; echo x > x.md; ${COMMIT} mine; git checkout --quiet main`,
      ['branch HEAD: mine'],
      ['A x.md'],
    ],
    [
      'an ignored file by force',
      'mkdir dist; echo x > dist/x.js; git add --force dist; git commit --quiet -m build',
      ['branch interlock/web/web-2007: build'],
      ['A dist/x.js'],
    ],
    [
      'a repository as a gitlink beside a file',
      `git checkout --quiet -b side; git init --quiet tool; (cd tool; echo x > x.md; ${COMMIT} tool); echo y > y.md; ${COMMIT} mine 2>&1; rm -rf tool; git checkout --quiet main`,
      ['branch side: mine'],
      ['A y.md'],
    ],
  ])('%s: is told so, and its work is kept without a gitlink', async (_what, script, left, kept) => {
    // The name of the branch may be told.
    const [, number] = /web-(\d+)/.exec(left[0] ?? '') ?? [];
    const { work, changes } = await leave(script, number === undefined ? undefined : Number(number));
    expect(work.kind).toBe('elsewhere');
    expect(places(work)).toEqual(left);
    expect(changes).toEqual(kept);
  });

  test('on two branches: is told of both, and neither is taken for the work', async () => {
    const branch = (name: string) =>
      `git checkout --quiet -b ${name} origin/main; echo x > ${name}.md; ${COMMIT} ${name}`;
    const { work, changes } = await leave(`${branch('one')}; ${branch('two')}; git checkout --quiet main`);
    expect([...places(work)].sort()).toEqual(['branch one: one', 'branch two: two']);
    expect(changes).toEqual(['(elsewhere)']);
  });

  test('in a repository without a commit: is told of the folder', async () => {
    const { work, changes } = await leave('mkdir tool; git init --quiet tool; echo x > tool/x.md');
    expect(places(work)).toEqual(['folder tool: ']);
    expect(changes).toEqual(['(elsewhere)']);
  });

  test('and took everything back: changed nothing', async () => {
    const { work } = await leave(`echo x > x.md; ${COMMIT} mine; git revert --no-edit HEAD`);
    expect(work.kind).toBe('nothing');
  });

  test('behind objects that are damaged: is told of the branch', async () => {
    const { work } = await leave(
      `git checkout --quiet -b side; echo x > x.md; ${COMMIT} mine; git checkout --quiet main; find .git/objects -type f -exec sh -c 'chmod u+w {}; echo broken > {}' ';'`,
    );
    expect(places(work)).toEqual(['branch side: ']);
    expect(work).toMatchObject({ kind: 'elsewhere', kept: undefined });
  });
});

describe('an engine whose files show its work', () => {
  test('is told of a repository that is left out, and no gitlink is added', async () => {
    const { work, changes } = await leave(
      `echo x > x.md; git init --quiet tool; cd tool; echo y > y.md; ${COMMIT} tool`,
    );
    expect(changes).toEqual(['A x.md']);
    expect(places(work)).toEqual(['folder tool: tool']);
  });

  test('is told of ignored files that it committed', async () => {
    const { work, changes } = await leave(
      `mkdir dist; echo x > dist/x.js; git add --force dist; echo x > x.md; ${COMMIT} mine`,
    );
    expect(changes).toEqual(['A x.md']);
    expect(work).toMatchObject({ ignored: ['dist/x.js'] });
  });

  test('is told of nothing where it amended, rebased or merged its own commits', async () => {
    const script = [
      `echo x > x.md; ${COMMIT} one; echo y >> x.md; git add --all; git commit --quiet --amend -m two`,
      `git checkout --quiet -b side; echo z > z.md; ${COMMIT} three; git checkout --quiet -; git merge --quiet side`,
    ].join('; ');
    const { work, changes } = await leave(script);
    expect(changes).toEqual(['A x.md', 'A z.md']);
    expect(places(work)).toEqual([]);
  });

  test('keeps it although its own repository is gone', async () => {
    const { changes } = await leave('echo x > x.md; rm -rf .git; git init --quiet');
    expect(changes).toEqual(['A x.md']);
  });
});

describe('a branch that is continued', () => {
  const NUMBER = 2100;
  beforeAll(async () => {
    await git(world.person, 'checkout', '--quiet', '-B', 'item', 'origin/main');
    await git(world.person, 'commit', '--quiet', '--allow-empty', '-m', 'so far');
    await git(world.person, 'rm', '--quiet', 'src/one.ts');
    await git(world.person, 'commit', '--quiet', '-m', 'without one');
    await world.push(held(NUMBER).name);
  });

  test('is not undone by an engine that only looked at the default branch', async () => {
    const { work } = await leave('git checkout --quiet main', NUMBER);
    expect(work.kind).toBe('nothing');
  });

  test('is changed by one that made something else of the default branch', async () => {
    const { changes } = await leave('git reset --quiet --hard origin/main; echo x > x.md', NUMBER);
    expect(changes).toEqual(['A src/one.ts', 'A x.md']);
  });
});

describe('a submodule of the base', () => {
  const NUMBER = 2200;
  beforeAll(async () => {
    await git(world.person, 'checkout', '--quiet', '-B', 'sub', 'origin/main');
    const commit = await git(world.person, 'rev-parse', 'origin/main');
    await git(world.person, 'update-index', '--add', '--cacheinfo', `160000,${commit},lib`);
    await git(world.person, 'commit', '--quiet', '-m', 'submodule');
    await world.push(held(NUMBER).name);
  });
  const FILL = `git init --quiet lib; (cd lib; echo x > x.md; ${COMMIT} lib); git -C lib config core.fsmonitor "touch $PWD/../ran; false"`;

  test('stays where it is, and that it was moved is told', async () => {
    const { work, changes } = await leave(`${FILL}; echo x > x.md`, NUMBER);
    expect(changes).toEqual(['A x.md']);
    expect(places(work)).toEqual(['submodule lib: ']);
  });

  test('can be removed', async () => {
    expect((await leave('rmdir lib', NUMBER)).changes).toEqual(['D lib']);
  });

  test('has no program of it run', async () => {
    const visit = await world.visit(NUMBER);
    await visit.engine(`${FILL}; echo x > x.md`);
    await visit.take();
    expect(await visit.engine('ls ..')).not.toContain('ran');
  });
});
