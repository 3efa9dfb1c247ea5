import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONFIG, WORKFLOW, WORKFLOW_FILE } from '../app/fixture.ts';
import { label, ROUTINGS, type RoutedRepository, type RoutingWorld } from '../routing/routing-world.ts';

const without = (input: string): string => WORKFLOW.replace(new RegExp(`^ *${input}: .*\\n`, 'm'), '');
const asking = (input: string): string =>
  WORKFLOW.replace(/^( *)agent: .*\n/m, (line, indent: string) => `${line}${indent}${input}\n`);

async function replaceWorkflow(repository: RoutedRepository, text: string): Promise<void> {
  const { sha } = (await repository.act('GET', `contents/${WORKFLOW_FILE}`)) as { sha: string };
  await repository.act('PUT', `contents/${WORKFLOW_FILE}`, {
    message: 'Upgrade Interlock',
    content: Buffer.from(text).toString('base64'),
    sha,
  });
}

describe.each(ROUTINGS)('an agents workflow of another version, with the $router as router', ({ start }) => {
  let world: RoutingWorld;

  beforeAll(async () => {
    world = await start();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  async function arrange(options: Parameters<RoutingWorld['repository']>[0]): Promise<RoutedRepository> {
    const repository = await world.repository(options);
    repository.addIssue({ number: 538, title: 'Sort by date' });
    return repository;
  }

  test.each([
    [
      'lacks an input',
      { workflow: without('cause') },
      'workflow-invalid',
      'Unexpected inputs provided: ["cause"]',
    ],
    [
      'lacks another',
      { workflow: without('dispatch') },
      'workflow-invalid',
      'Unexpected inputs provided: ["dispatch"]',
    ],
    [
      'asks for an input that nobody sends',
      { workflow: asking('model: { type: string, required: true }') },
      'workflow-invalid',
      "Required input 'model' not provided",
    ],
    [
      'cannot be dispatched',
      { workflow: 'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] } }\n' },
      'workflow-missing',
      "does not have 'workflow_dispatch' trigger",
    ],
    ['has another name', { config: `${CONFIG}workflow: agents.yml\n` }, 'workflow-missing', 'agents.yml'],
  ])('that %s starts nothing, and its event is told why and what to do', async (_, options, reason, said) => {
    const repository = await arrange(options);
    const verdict = await label(repository, 538, 'Todo');
    expect(verdict).toMatchObject({ outcome: 'failed', reason });
    expect(verdict.said).toContain(said);
    expect(verdict.said).toContain('`interlock init --update`');
    expect(repository.runs).toEqual([]);
    expect(repository.issue(538).labels).toEqual(['Todo']);
  });

  test('that is switched off starts nothing, and it is said where to switch it on', async () => {
    const repository = await arrange({});
    repository.disableForInactivity(WORKFLOW_FILE);
    const verdict = await label(repository, 538, 'Todo');
    expect(verdict).toMatchObject({ outcome: 'failed', reason: 'workflow-invalid' });
    expect(verdict.said).toContain("Cannot trigger a 'workflow_dispatch' on a disabled workflow");
    expect(verdict.said).toContain('switch it on in the Actions tab');
  });

  test('that takes more than is sent is started as ever', async () => {
    const repository = await arrange({ workflow: asking("model: { type: string, default: '' }") });
    expect(await label(repository, 538, 'Todo')).toMatchObject({ outcome: 'acted', reason: 'dispatched' });
    expect(repository.runs).toMatchObject([{ conclusion: 'success' }]);
  });

  test('is started again as soon as it is replaced', async () => {
    const repository = await arrange({ workflow: without('dispatch') });
    await label(repository, 538, 'Backlog');
    await replaceWorkflow(repository, WORKFLOW);
    repository.addIssue({ number: 539, title: 'Sort by name' });
    expect(await label(repository, 539, 'Backlog')).toMatchObject({ reason: 'dispatched' });
    expect(repository.runs).toMatchObject([{ inputs: { agent: 'backlog-manager' } }]);
  });
});
