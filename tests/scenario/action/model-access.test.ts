import { describe, expect, test } from 'vitest';
import { createClaimWorld } from '../ledger/claim-world.ts';
import { implement } from './implementation-world.ts';

const ENGINES = {
  claude: { engine: 'claude', model: 'claude-opus-4-8' },
  codex: { engine: 'codex', model: 'gpt-5.5' },
} as const;

interface Given {
  readonly engine: keyof typeof ENGINES;
  readonly env: Readonly<Record<string, string>>;
  readonly agent?: Readonly<Record<string, unknown>>;
  readonly label?: string;
}

/** One item in todo, and an engine that asks a model, with the step's environment as given. */
function createKeyWorld({ engine, env, agent, label = 'Todo' }: Given) {
  return createClaimWorld({
    keys: { agents: { implementation: { ...ENGINES[engine], ...agent } } },
    env,
    before: ({ web }) => web.addIssue({ number: 538, title: 'Sort by date', labels: [label] }),
  });
}

describe('a key that is', () => {
  test.each([
    ['missing', 'claude', {}, '`ANTHROPIC_API_KEY` or `CLAUDE_CODE_OAUTH_TOKEN`'],
    ['missing', 'codex', { ANTHROPIC_API_KEY: 'sk-ant-api03-x' }, '`OPENAI_API_KEY`'],
    ['empty', 'claude', { ANTHROPIC_API_KEY: '' }, 'The key is empty'],
    ['empty', 'codex', { OPENAI_API_KEY: ' ' }, 'The key is empty'],
    ["another provider's", 'codex', { OPENAI_API_KEY: 'sk-ant-api03-x' }, 'holds a key of anthropic'],
    ['under the wrong name', 'claude', { ANTHROPIC_API_KEY: 'sk-ant-oat01-x' }, '`CLAUDE_CODE_OAUTH_TOKEN`'],
    ['not a key', 'claude', { ANTHROPIC_API_KEY: 'two words' }, 'characters that no key has'],
    [
      'for no server',
      'codex',
      { OPENAI_API_KEY: 'sk-x', OPENAI_BASE_URL: 'my server' },
      '`OPENAI_BASE_URL` is not an address',
    ],
  ] as const)(
    '%s (%s) moves nothing, starts nothing, says why, and leaves no claim',
    async (_, engine, env, words) => {
      await using world = await createKeyWorld({ engine, env });
      const run = await implement(world);
      expect(run.conclusion).toBe('failure');
      expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'model-access-invalid' });
      expect(run.outputs).not.toHaveProperty('audit');
      const { labels, comments, timeline } = world.web.issue(538);
      expect(labels).toEqual(['Todo']);
      expect(timeline.filter(({ label }) => label === 'In progress')).toEqual([]);
      expect(comments).toHaveLength(1);
      for (const said of [comments[0]?.body, run.summary, run.annotations[0]?.message]) {
        expect(said).toContain('was not started.');
      }
      expect(run.summary).toContain(words);
      expect(Object.keys(await world.web.branches())).not.toContain('interlock/web/web-538');
      expect((await world.ledger.inHand()).claims).toEqual({});
      for (const value of Object.values(env)) {
        if (value.length > 3) expect(run.log + run.summary).not.toContain(value);
      }
    },
  );

  test('missing gives an item that was dispatched to a person, once and with the reason', async () => {
    await using world = await createKeyWorld({ engine: 'claude', env: {}, label: 'Backlog' });
    await world.run('move.yml', { item: 'acme/web#538', destination: 'todo' });
    const [first, ...others] = world.runs('implementation');
    expect(world.outputsOf(first)).toMatchObject({ reason: 'model-access-invalid' });
    expect(others).toEqual([]);
    const { items } = await world.ledger.state();
    expect(items['acme/web#538']).toMatchObject({ needsHuman: true, seen: { stage: 'todo' } });
    expect(await world.ledger.inHand()).toMatchObject({ claims: {}, dispatches: {} });
    const [comment, ...more] = world.web.issue(538).comments.map(({ body }) => body);
    expect(more).toEqual([]);
    expect(comment).toContain('Agents have failed on this item once (`model-access-invalid`).');
    expect(comment).toContain('pass `ANTHROPIC_API_KEY`');
  });

  test('passed on to the engine by name moves nothing either', async () => {
    const env = { ANTHROPIC_API_KEY: 'sk-ant-api03-x', CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-y' };
    await using world = await createKeyWorld({
      engine: 'claude',
      env,
      agent: { env: ['CLAUDE_CODE_OAUTH_TOKEN'] },
    });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'config-invalid' });
    expect(world.web.issue(538).labels).toEqual(['Todo']);
    expect(run.summary).toContain(
      '`CLAUDE_CODE_OAUTH_TOKEN` holds a secret that Interlock keeps from engines',
    );
  });

  test('missing says nothing on an item that was not to be worked on', async () => {
    await using world = await createKeyWorld({ engine: 'claude', env: {}, label: 'In review' });
    const run = await implement(world);
    expect(run.outputs).toMatchObject({ outcome: 'refused', reason: 'state-changed' });
    expect(world.web.issue(538).comments).toEqual([]);
  });

  test('missing keeps the backlog-manager from choosing, and nothing is moved', async () => {
    await using world = await createClaimWorld({
      keys: { agents: { 'backlog-manager': ENGINES.claude } },
      before: ({ web }) => web.addIssue({ number: 538, title: 'Sort by date', labels: ['Backlog'] }),
    });
    const run = await world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' });
    expect(run.outputs).toMatchObject({ outcome: 'failed', reason: 'model-access-invalid' });
    expect(run.summary).toContain('`ANTHROPIC_API_KEY`');
    expect(world.web.issue(538)).toMatchObject({ labels: ['Backlog'], comments: [] });
    expect((await world.ledger.inHand()).claims).toEqual({});
  });
});
