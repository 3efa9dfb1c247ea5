import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAppend } from '../../../src/cli/incident/ledger-calls.ts';
import { type Entry, entrySchema } from '../../../src/core/ledger/ledger-event.ts';
import type { Call } from '../../../src/sandbox/index.ts';
import type { Step } from '../../model/step.ts';
import { story } from '../../model/stories/setting.ts';
import { arrivalDuringRun, ITEM, twoMovers } from '../../model/stories/situations.ts';
import { undisturbed } from '../../model/undisturbed.ts';
import { type ClaimWorld, createClaimWorld } from './claim-world.ts';

/** The model's word for what the action asks of GitHub. What the model knows nothing of is left out. */
const EFFECTS: Readonly<Record<string, string>> = {
  'graphql:query ReadLedger': 'read-ledger',
  'issues/list-for-repo': 'list-backlog',
  'graphql:query SeeLabelledIssues': 'read-items',
  'graphql:mutation MoveLabel': 'write-item',
  'actions/create-workflow-dispatch': 'send',
  'graphql:query BranchHead': 'read-branch',
  'pulls/create': 'open-pull-request',
};

/** What a run did, and in which order. The stages of the board are listed one by one, which counts as once. */
function done({ sandbox }: ClaimWorld, run: number | undefined): readonly string[] {
  const effects = sandbox.calls
    .filter(({ by }) => by.runId === run)
    .flatMap((call) => (isAppend(call) ? [appended(entryOf(call))] : (EFFECTS[call.operationId] ?? [])));
  return effects.filter((effect, index) => effect !== 'list-backlog' || effects[index - 1] !== effect);
}

function entryOf({ body }: Call): Entry {
  const { variables } = body as { variables: { input: { message: { body: string } } } };
  return entrySchema.parse(JSON.parse(variables.input.message.body));
}

/** The same of a process of the model. Pushes are git's, and no calls of the API. */
function modelled(path: readonly Step[], role: string): readonly string[] {
  return path.flatMap(({ name, happened }) => {
    const [, effect] = new RegExp(`^${role} \\d+: (\\S+)`).exec(name) ?? [];
    if (effect === undefined || effect === 'push') return [];
    return happened?.kind === 'appended' ? [appended(happened.entry)] : [effect];
  });
}

function appended({ events }: Entry): string {
  return `commit ${events.map(({ type }) => type).join(', ')}`;
}

let world: ClaimWorld;

beforeEach(async () => {
  world = await createClaimWorld();
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
});

afterEach(() => world[Symbol.asyncDispose]());

/** Runs a workflow to its end, and only then what it starts. */
async function runFirst(workflow: string, inputs: Readonly<Record<string, string>>): Promise<number> {
  const barrier = world.sandbox.holdRuns((run) => run.inputs['agent'] === 'implementation');
  const id = await world.start(workflow, inputs);
  await world.sandbox.until(() => world.runOf(id).conclusion === 'success');
  barrier.release();
  await world.sandbox.idle();
  return id;
}

describe('the model takes the steps of the bundle, in the same order', () => {
  test('as backlog-manager, and as the implementation that it starts', async () => {
    const path = undisturbed(
      story('one item', {
        ...arrivalDuringRun,
        items: { [ITEM]: 'backlog' },
        person: [],
        rules: { starts: ['backlog-manager', 'implementation'] },
      }),
    );
    const manager = await runFirst('interlock.yml', { project: 'web', agent: 'backlog-manager' });
    expect(modelled(path, 'backlog-manager')).toEqual(done(world, manager));
    const [run] = world.runs('implementation');
    expect(run?.conclusion).toBe('success');
    expect(modelled(path, 'implementation')).toEqual(done(world, run?.id));
  });

  test('as a workflow that moves an item', async () => {
    const { items, actors } = twoMovers;
    const path = undisturbed(story('one workflow', { items, actors: actors.slice(0, 1) }));
    const inputs = { item: 'acme/web#538', destination: 'Todo', 'expected-source-state': 'Backlog' };
    expect(modelled(path, 'mover')).toEqual(done(world, await runFirst('move.yml', inputs)));
  });
});
