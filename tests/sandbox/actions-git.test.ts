import { expect, test } from 'vitest';

import { arrangeActions, sha, workflowOf } from './actions-world.ts';

const commit = `git config user.name one && git config user.email one@example.com
    git checkout -q -b topic && echo more > more.txt && git add . && git commit -q -m more
    git push -q origin topic`;

test('a checkout is a real clone of the commit of the run, on its branch', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf(
        `
- uses: actions/checkout@${sha}
- run: |
    echo "branch $(git branch --show-current) is clean: $(git status --porcelain | wc -l)"
    echo "head $(git rev-parse HEAD)"; cat README.md
    git fetch -q && git config --get-regexp extraheader | cut -d' ' -f1
`,
        { root: 'permissions: { contents: read }' },
      ),
    },
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  expect(run.log).toContain('branch main is clean: 0\n');
  expect(run.log).toContain(`head ${(await world.repository.branches())['main']}\nweb\n`);
  expect(run.log).toContain(`http.${world.sandbox.url}/.extraheader\n`);
  expect(run.conclusion).toBe('success');
});

test('a push needs contents: write', async () => {
  const steps = `- uses: actions/checkout@${sha}\n- run: |\n    ${commit}`;
  await using world = await arrangeActions({
    workflows: {
      'reads.yml': workflowOf(steps, { root: 'permissions: { contents: read }' }),
      'writes.yml': workflowOf(steps, { root: 'permissions: { contents: write }' }),
    },
  });
  const refused = await world.finished(await world.dispatch('reads.yml'));
  expect(refused.conclusion).toBe('failure');
  expect(refused.log).toContain('Write access to acme/web not granted.');
  expect(await world.repository.branches()).not.toHaveProperty('topic');

  const pushed = await world.finished(await world.dispatch('writes.yml'));
  expect(pushed.conclusion).toBe('success');
  expect(await world.repository.readFile('topic', 'more.txt')).toBe('more\n');
});

test('without any permission a private repository cannot even be cloned', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf(`- uses: actions/checkout@${sha}\n- run: echo never`, { root: 'permissions: {}' }),
    },
    private: true,
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  expect(run.conclusion).toBe('failure');
  expect(run.annotations.at(-1)?.message).toContain('could not check out acme/web');
});

test('a checkout takes ref, path and depth, and keeps no credentials when told so', async () => {
  await using world = await arrangeActions({
    workflows: {
      'a.yml': workflowOf(`
- uses: actions/checkout@${sha}
  with: { ref: topic, path: there, fetch-depth: 0, persist-credentials: false }
- run: |
    cat there/topic.txt; git -C there branch --show-current; git -C there log --oneline | wc -l
    git -C there branch -r; git -C there config --get-regexp extraheader || echo "no credentials"
`),
    },
  });
  await world.repository.addPullRequest({
    title: 'Topic',
    head: 'topic',
    files: { 'topic.txt': 'a topic\n' },
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  expect(run.log).toContain('a topic\ntopic\n2\n');
  expect(run.log).toContain('origin/main');
  expect(run.log).toContain('no credentials');
});

test('the token of a job is worth nothing when the job is over', async () => {
  await using world = await arrangeActions({
    workflows: { 'a.yml': workflowOf(`- run: echo "\${{ github.token }}" | rev`) },
  });
  const run = await world.finished(await world.dispatch('a.yml'));
  const token = (/(\S+_shg)\n/.exec(run.log)?.[1] ?? '').split('').reverse().join('');
  expect(token).toMatch(/^ghs_/);
  const answer = await fetch(`${world.sandbox.apiUrl}/repos/acme/web`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(401);
});
