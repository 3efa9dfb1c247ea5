import { stringify } from 'yaml';
import { type ActionRun, type ActionWorld, createActionWorld, type WorldOptions } from './action-world.ts';
import { agentsWorkflow } from './workflows.ts';

export const BRANCH = 'interlock/web/web-538';

interface ImplementationOptions extends WorldOptions {
  readonly command: string;
  readonly title?: string;
  readonly body?: string;
  /** Names of the board's stages; all of them by default. */
  readonly states?: Readonly<Record<string, string>>;
}

/** A world with one item, 538, in todo. */
export async function createImplementationWorld(options: ImplementationOptions): Promise<ActionWorld> {
  const { command, states, title = 'Sort by date', body = '' } = options;
  // The agents' workflow once more, without its concurrency group.
  const ungrouped = agentsWorkflow(options).replace(/^concurrency:\n(?: .*\n)+/m, '');
  const world = await createActionWorld({
    config: stringify({
      version: 1,
      isolation: 'none',
      project: 'web',
      ledger: 'off',
      board: { type: 'github-labels', ...(states && { states }) },
      agents: { implementation: { engine: 'command', command } },
    }),
    ...options,
    files: { '.github/workflows/ungrouped.yml': ungrouped, ...options.files },
  });
  world.web.addIssue({ number: 538, title, body, labels: ['Todo'] });
  return world;
}

export const INPUTS = { project: 'web', agent: 'implementation', item: 'acme/web#538' };

export function implement(world: ActionWorld): Promise<ActionRun> {
  return world.run('interlock.yml', INPUTS);
}

/** What a person does by the API. */
export async function act(world: ActionWorld, method: string, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${world.sandbox.apiUrl}/repos/acme/web/${path}`, {
    method,
    headers: { authorization: `Bearer ${world.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

export function relabel(world: ActionWorld, label: string): Promise<void> {
  return act(world, 'PUT', 'issues/538/labels', { labels: [label] });
}

export function closePullRequest(world: ActionWorld, number: number): Promise<void> {
  return act(world, 'PATCH', `pulls/${number}`, { state: 'closed' });
}
