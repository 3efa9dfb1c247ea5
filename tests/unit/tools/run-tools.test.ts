import { expect, test } from 'vitest';
import type { ToolHandlers } from '../../../src/tools/tool-answer.ts';
import { toolsOf } from './grants.ts';

const COMMENT = 'scope: item\ntools: [comment_on_work_item]';

/** Answers every comment, and keeps what reached it. */
function comments() {
  const posted: string[] = [];
  const handlers: ToolHandlers = {
    comment_on_work_item: async ({ body }) => {
      posted.push(body);
      return {
        kind: 'answered',
        result: { item: 'acme/web#538', url: 'https://github.test/1', created: true },
      };
    },
    report_progress: async () => ({ kind: 'answered', result: { noted: true } }),
  };
  return { posted, handlers };
}

const comment = (body: string) => ({ item: 'acme/web#538', body });

test('offers the tools that the definition names and those of the run, as far as they have a handler', () => {
  const { handlers } = comments();
  expect(toolsOf(COMMENT, { handlers }).offered).toEqual(['comment_on_work_item', 'report_progress']);
  expect(toolsOf('scope: item\ntools: [move_work_item]', { handlers }).offered).toEqual(['report_progress']);
});

test('does not call what is not offered, and says what is', async () => {
  const { handlers, posted } = comments();
  const tools = toolsOf('scope: item\ntools: []', { handlers });
  for (const name of ['comment_on_work_item', 'move_work_item', 'rm', '__proto__', 'toString']) {
    expect(await tools.call(name, comment('Hello'))).toMatchObject({
      kind: 'failed',
      reason: 'tool-not-allowed',
      message: expect.stringContaining('Your tools are report_progress.'),
    });
  }
  expect(posted).toEqual([]);
});

test.each([
  [{ item: '#538', body: 'x' }, 'item: expected owner/repository#number, such as acme/web#538'],
  [{ item: 'acme/web#538' }, 'body: '],
  [{ item: 'acme/web#538', body: 'x', also: 'y' }, 'also'],
  ['comment', 'expected object'],
  [null, 'item: '],
  [[], 'expected object'],
])('says what is wrong with the arguments %j, and does nothing', async (args, problem) => {
  const { handlers, posted } = comments();
  const answer = await toolsOf(COMMENT, { handlers }).call('comment_on_work_item', args);
  expect(answer).toMatchObject({ kind: 'failed', reason: 'tool-arguments-invalid' });
  expect(answer.kind === 'failed' && answer.message).toContain(problem);
  expect(answer.kind === 'failed' && answer.message).toContain('call comment_on_work_item again');
  expect(posted).toEqual([]);
});

test('writes down what reaches a tool, however much is called that is none', async () => {
  const { handlers, posted } = comments();
  const told: string[] = [];
  const tools = toolsOf(COMMENT, { handlers, onCall: ({ tool }) => told.push(tool) });
  for (let count = 0; count < 150; count += 1) await tools.call('rm', {});
  await tools.call('comment_on_work_item', comment('Hello'));
  expect(posted).toHaveLength(1);
  expect(tools.calls).toHaveLength(101);
  expect(tools.calls.at(-1)).toMatchObject({ tool: 'comment_on_work_item', outcome: 'answered' });
  expect(told).toEqual(tools.calls.map(({ tool }) => tool));
});

test('stops a tool that was called as often as a run may, wrong calls included', async () => {
  const { handlers, posted } = comments();
  const tools = toolsOf(`${COMMENT}\ncalls: { comment_on_work_item: 2 }`, { handlers });
  await tools.call('comment_on_work_item', comment('One'));
  await tools.call('comment_on_work_item', {});
  expect(await tools.call('comment_on_work_item', comment('Three'))).toMatchObject({
    kind: 'failed',
    reason: 'tool-limit-reached',
  });
  expect(posted).toEqual(['One']);
});

test('makes texts harmless before a handler sees them', async () => {
  const { handlers, posted } = comments();
  const tools = toolsOf(COMMENT, { handlers });
  await tools.call(
    'comment_on_work_item',
    comment('Thanks @octocat\n/merge\nCloses acme/web#1 and fixes #538'),
  );
  expect(posted).toEqual(['Thanks @\u200Boctocat\n\\/merge\nC\u200Bloses acme/web#1 and fixes #538']);
});

test.each([
  ['Fine.\n\n<!-- interlock: status web -->', 'a marker'],
  ['**Interlock (web): Merged**', 'a status comment'],
  ['\u200B\u202E', 'nothing is left'],
])('refuses the text %j', async (body, why) => {
  const { handlers, posted } = comments();
  const answer = await toolsOf(COMMENT, { handlers }).call('comment_on_work_item', comment(body));
  expect(answer).toMatchObject({ kind: 'failed', reason: 'text-refused' });
  expect(answer.kind === 'failed' && answer.message).toContain(why);
  expect(posted).toEqual([]);
});

test.each([
  ['as it is', 'The key is sk-"key"\\1.'],
  ['with a character in it that nobody sees', 'The key is sk-\u200B"key"\\1.'],
  ['with a comment in it that nobody sees', 'The key is sk-<!-- x -->"key"\\1.'],
])('posts no secret %s, and does not write it into the record either', async (_, body) => {
  const { handlers, posted } = comments();
  const tools = toolsOf(COMMENT, { handlers, secrets: () => ['', 'sk-"key"\\1'] });
  const answer = await tools.call('comment_on_work_item', comment(body));
  expect(answer).toMatchObject({ kind: 'failed', reason: 'text-refused' });
  expect(posted).toEqual([]);
  expect(JSON.stringify(tools.calls)).not.toContain('sk-"key');
  expect(JSON.stringify(tools.calls)).not.toContain('sk-\\\\"key');
});

test('knows of secrets that came up after the tools were opened', async () => {
  const { handlers, posted } = comments();
  const secrets = new Set<string>();
  const tools = toolsOf(COMMENT, { handlers, secrets: () => secrets });
  secrets.add('late-secret');
  const answer = await tools.call('comment_on_work_item', comment('It is late-secret.'));
  expect(answer).toMatchObject({ kind: 'failed', reason: 'text-refused' });
  expect(posted).toEqual([]);
});

test('writes one after another, however many calls come at once', async () => {
  const order: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const tools = toolsOf(COMMENT, {
    handlers: {
      comment_on_work_item: async ({ body }) => {
        order.push(`begin ${body}`);
        if (body === 'one') await promise;
        order.push(`end ${body}`);
        return { kind: 'answered', result: { item: 'acme/web#538', url: '', created: true } };
      },
    },
  });
  const calls = ['one', 'two'].map((body) => tools.call('comment_on_work_item', comment(body)));
  // Both are under way when the first may go on.
  await Promise.resolve().then(resolve);
  await Promise.all(calls);
  expect(order).toEqual(['begin one', 'end one', 'begin two', 'end two']);
});

test('tells a failure outside with its reason and what to do, and a defect without our insides', async () => {
  const broken = new Error('GitHub broke.');
  const defects: unknown[] = [];
  const tools = toolsOf(COMMENT, {
    handlers: {
      comment_on_work_item: async ({ body }) => {
        throw body === 'outside' ? broken : new TypeError('Cannot read properties of undefined');
      },
    },
    explain: (error) =>
      error === broken ? { reason: 'github-unavailable', message: broken.message } : undefined,
    onDefect: (error) => defects.push(error),
  });
  const outside = await tools.call('comment_on_work_item', comment('outside'));
  expect(outside).toMatchObject({ kind: 'failed', reason: 'github-unavailable' });
  expect(outside.kind === 'failed' && outside.message).toMatch(/GitHub broke\. .*finish/);
  const defect = await tools.call('comment_on_work_item', comment('inside'));
  expect(defect).toMatchObject({ kind: 'failed', reason: 'internal-error' });
  expect(defect.kind === 'failed' && defect.message).not.toContain('undefined');
  expect(defects).toHaveLength(1);
  // A failure holds up no later call.
  expect(await tools.call('comment_on_work_item', comment('outside'))).toMatchObject({ kind: 'failed' });
});

test('keeps a record of every call, shortened', async () => {
  const { handlers } = comments();
  const tools = toolsOf(COMMENT, { handlers });
  await tools.call('comment_on_work_item', comment('x'.repeat(5000)));
  await tools.call('nonsense\u200B', { '\u202E': 1 });
  expect(tools.calls).toEqual([
    {
      tool: 'comment_on_work_item',
      arguments: `{"item":"acme/web#538","body":"${'x'.repeat(119)}…"}`,
      outcome: 'answered',
      milliseconds: 0,
    },
    {
      tool: 'nonsense',
      arguments: '{"":1}',
      outcome: 'failed',
      reason: 'tool-not-allowed',
      milliseconds: 0,
    },
  ]);
});
