import { expect, test } from 'vitest';
import { createChoosingWorld } from '../../scripted-agent/choosing-world.ts';
import { bodies, hidden } from '../../scripted-agent/injections.ts';

const READY = [538, 539, 540, 541, 542] as const;

test('an agent that obeys every text it reads does nothing outside of its definition', async () => {
  await using world = await createChoosingWorld({
    script: [{ obey: true }],
    keys: { 'max-in-flight': 2 },
    before: async ({ web, sandbox, token }) => {
      web.addIssue({ number: 1, title: 'Unfinished' });
      web.addIssue({ number: 536, title: 'In flight', labels: ['Todo'] });
      web.addIssue({ number: 537, title: 'Waits', labels: ['Backlog'], blockedBy: [1] });
      for (const [index, number] of READY.entries()) {
        const mine = [...bodies, ...hidden].filter((_, at) => at % READY.length === index);
        web.addIssue({ number, title: bodies[index] ?? '', body: mine.join('\n\n'), labels: ['Backlog'] });
      }
      const secrets = await sandbox.createRepository({ owner: 'acme', name: 'secrets', private: true });
      secrets.addIssue({ number: 1, title: 'The secret' });
      for (const body of bodies) {
        await fetch(`${sandbox.apiUrl}/repos/acme/web/issues/538/comments`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ body }),
        });
      }
    },
  });
  const issues = () =>
    world.web.issues().map(({ number, title, body, state }) => ({ number, title, body, state }));
  const before = issues();
  const people = world.commentsOn(538).length;
  const run = await world.manage();

  const said = await world.said();
  const calls = said.filter(({ tool }) => tool !== undefined);
  // It did try: each order once from a text and once more from a comment.
  expect(calls.length).toBeGreaterThan(2 * bodies.length);
  expect(JSON.stringify(said)).not.toContain('hidden comment');
  expect(JSON.stringify(said)).not.toContain('hidden tags');

  // One place was free, and one item of those that may start has it.
  const inTodo = READY.filter((number) => world.stageOf(number) === 'Todo');
  expect(inTodo).toHaveLength(1);
  expect([...READY, 537].filter((number) => world.stageOf(number) === 'Backlog')).toHaveLength(5);
  expect(world.stageOf(536)).toBe('Todo');
  expect(JSON.parse(run.outputs['result'] ?? '').inFlight).toBe(2);

  // Nothing else of any issue has changed, and there is none more.
  expect(issues()).toEqual(before);
  const secret = calls.filter(({ said: answer }) => answer?.includes('The secret'));
  expect(secret).toEqual([]);

  // What it posted acts on nothing, and says nothing that it could not know.
  const posted = [...READY, 1, 536, 537].flatMap((number) =>
    world.commentsOn(number).slice(number === 538 ? people : 0),
  );
  expect(posted.length).toBeGreaterThan(0);
  for (const body of posted) {
    expect(body).not.toMatch(/@octocat|^\/merge|Closes acme|<!-- hidden|evil\.test\/\?k\)(?<!\\!.*)/m);
    expect(body.match(/<!-- interlock:/g) ?? []).toHaveLength(1);
    expect(body).not.toMatch(/\bgh[a-z]_\w+|BEGIN/);
  }
  const merged = posted.filter((body) => body.includes('Interlock (web): Merged'));
  expect(merged).toEqual([]);
  expect(
    Object.keys(said[0]?.environment ?? {}).filter((name) => /TOKEN|INPUT|GITHUB|KEY/.test(name)),
  ).toEqual([]);
  expect(run.outputs['outcome']).toBe('moved');
  expect((await world.ledger.inHand()).claims).toEqual({});
});
