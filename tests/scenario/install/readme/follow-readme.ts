import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../../../../src/sandbox/index.ts';
import { KEY, type Newcomer } from './newcomer.ts';
import { fillIn, RunnablePage } from './read-snippets.ts';
import { OWNER } from './serve-interlock.ts';

export const readme = new RunnablePage('README.md');
const setUpPage = new RunnablePage('docs/setup.md');

interface Route {
  /** As in the README's command. */
  readonly router: 'app' | 'workflow';
  /** The README's, or another one of its table. */
  readonly engine: 'claude' | 'codex' | 'command';
  /** Commit of Interlock. */
  readonly commit: string;
}

const SECRETS = { claude: 'ANTHROPIC_API_KEY', codex: 'OPENAI_API_KEY', command: undefined };

/** From the clone of Interlock to a doctor that finds nothing wrong. */
export async function setUp(newcomer: Newcomer, { router, engine, commit }: Route): Promise<void> {
  const { terminal, repository } = newcomer;
  const cloned = await terminal.run(fillIn(readme.take('git clone'), { OWNER }));
  expect(cloned.code, cloned.screen).toBe(0);

  const command = readme.take(router === 'app' ? '--engine claude\n' : '--engine claude --no-server\n');
  const init = fillIn(command, { '--engine claude': `--engine ${engine}` });
  const written = await terminal.run(init, { 'Write this? [y/N]': 'y' });
  // Nothing was pushed to the repository so far.
  expect(written.screen).toContain('Push a first commit, then run `interlock init` again.');
  expect(written.code, written.screen).toBe(1);
  expect(written.screen).toContain('wrote .github/workflows/interlock.yml');
  expect(written.screen).toContain('created the label "Backlog"');

  if (engine === 'command') await terminal.run(setUpPage.take('scripts/implement.sh').text);
  const push = readme.take('git push');
  const key = SECRETS[engine];
  expect(written.screen.includes(`gh secret set ${key}`)).toBe(key !== undefined);
  const pushed = await terminal.run(
    key === undefined ? withoutSecret(push.text) : fillIn(push, { ANTHROPIC_API_KEY: key }),
    { 'Paste your secret': KEY },
  );
  // What is left to be done in a new repository is what the README says after this block, and no more.
  const left = ['ledger', 'pull-requests', ...(router === 'app' ? [] : ['protections'])];
  expect(pushed.screen.match(/^ *error .*$/gm)).toEqual(left.map((check) => expect.stringContaining(check)));
  expect(pushed.code, pushed.screen).toBe(1);

  repository.allowActionsToCreatePullRequests();
  if (router === 'workflow') {
    repository.addActionsPolicy({
      name: 'Interlock',
      enforcement: 'active',
      source: 'Repository',
      workflows: { include: ['.github/workflows/interlock-route.yml'] },
      events: ['pull_request_target', 'issues', 'workflow_dispatch'],
    });
  }
  const again = await terminal.run(init, { 'Write this? [y/N]': 'y' });
  expect(again.code, again.screen).toBe(0);
  const doctor = await terminal.run('node ../interlock/dist/cli/interlock.js doctor\n');
  expect(doctor.code, doctor.screen).toBe(0);
  expect(doctor.screen).toContain('no errors, no warnings.');

  const workflow = parse((await repository.readFile('main', '.github/workflows/interlock.yml')) ?? '');
  const [step] = workflow.jobs.run.steps;
  expect(step.uses).toBe(`${OWNER}/interlock@${commit}`);
  expect(step.env).toEqual(key && { [key]: `\${{ secrets.${key} }}` });
}

function withoutSecret(block: string): string {
  return block.replace(/^gh secret set .*\n/m, '');
}

/** "Give an issue the label", as the README tells it, and no more is done. Resolves with its pull request. */
export async function workOnFirstItem(sandbox: Sandbox, { act, repository }: Newcomer): Promise<number> {
  await act('POST', 'issues', { title: 'Sort by date', body: 'Please.' });
  await act('POST', 'issues/1/labels', { labels: ['Backlog'] });
  await sandbox.idle();
  const stages = repository
    .issue(1)
    .timeline.flatMap(({ event, label }) => (event === 'labeled' ? [label] : []));
  expect(stages).toEqual(['Backlog', 'Todo', 'In progress', 'In review']);
  const [pull] = repository.pullRequests();
  if (!pull) throw new Error('there is no pull request');
  expect(pull).toMatchObject({ title: 'Sort by date', state: 'open' });
  return pull.number;
}
