import { expect, test } from 'vitest';
import { isAppend } from '../../src/cli/incident/ledger-calls.ts';
import { type Entry, entrySchema } from '../../src/core/ledger/ledger-event.ts';
import type { Call } from '../../src/sandbox/index.ts';
import type { Step } from '../model/step.ts';
import { story } from '../model/stories/setting.ts';
import { arrivalDuringRun, ITEM } from '../model/stories/situations.ts';
import { undisturbed } from '../model/undisturbed.ts';
import { type ClaimWorld, createClaimWorld } from './ledger/claim-world.ts';

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

/** What the run of an agent did, and in which order. The stages of the board are listed one by one, which counts as once. */
function done({ sandbox, runs }: ClaimWorld, agent: string): readonly string[] {
  const [run] = runs(agent);
  const effects = sandbox.calls
    .filter(({ by }) => by.runId === run?.id)
    .flatMap((call) => (isAppend(call) ? [appended(entryOf(call))] : (EFFECTS[call.operationId] ?? [])));
  return effects.filter((effect, index) => effect !== 'list-backlog' || effects[index - 1] !== effect);
}

function entryOf({ body }: Call): Entry {
  const { variables } = body as { variables: { input: { message: { body: string } } } };
  return entrySchema.parse(JSON.parse(variables.input.message.body));
}

/** The same of an agent of the model. Pushes are git's, and no calls of the API. */
function modelled(path: readonly Step[], agent: string): readonly string[] {
  return path.flatMap(({ name, happened }) => {
    const [, effect] = new RegExp(`^${agent} \\d+: (\\S+)`).exec(name) ?? [];
    if (effect === undefined || effect === 'push') return [];
    return happened?.kind === 'appended' ? [appended(happened.entry)] : [effect];
  });
}

function appended({ events }: Entry): string {
  return `commit ${events.map(({ type }) => type).join(', ')}`;
}

test('the agents of the model do what the agents of the action do, in the same order', async () => {
  await using world = await createClaimWorld();
  world.web.addIssue({ number: 538, title: 'Sort', labels: ['Backlog'] });
  const barrier = world.sandbox.holdRuns(({ inputs }) => inputs['agent'] === 'implementation');
  await world.start('interlock.yml', { project: 'web', agent: 'backlog-manager' });
  await world.sandbox.until(() => world.runs('backlog-manager')[0]?.conclusion === 'success');
  barrier.release();
  await world.sandbox.idle();
  expect(world.runs('implementation').map(({ conclusion }) => conclusion)).toEqual(['success']);

  const path = undisturbed(
    story('one item', {
      ...arrivalDuringRun,
      items: { [ITEM]: 'backlog' },
      person: [],
      rules: { starts: ['backlog-manager', 'implementation'] },
    }),
  );
  for (const agent of ['backlog-manager', 'implementation']) {
    expect(modelled(path, agent), agent).toEqual(done(world, agent));
  }
});
