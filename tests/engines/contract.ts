import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startUnisolated } from '../../src/isolation/start-unisolated.ts';
import { PATIENCE } from '../patience.ts';
import type { Sent, Turn } from '../scripted-model/turn.ts';
import { BEARER, createEngineWorld, type Driven, KEY } from './engine-world.ts';
import { hostileCheckout, INSTRUCTION, TRACE } from './hostile-checkout.ts';
import { seenInArguments } from './seen-in-processes.ts';

const saidBy = (sent: Sent, by: Sent['conversation'][number]['by']): string =>
  sent.conversation.flatMap((said) => (said.by === by ? [said.text] : [])).join('\n');

const say = (text: string, sees?: Turn['sees']): Turn => ({
  answer: { kind: 'say', text },
  ...(sees && { sees }),
});

/** What holds for every engine, seen with its real program. */
export function testEngine(driven: Driven): void {
  const { run, call, isTold } = driven;
  const calling = (calls: ReturnType<typeof run>, sees?: Turn['sees']): Turn => ({
    answer: { kind: 'call', calls: [calls] },
    ...(sees && { sees }),
  });

  test('writes a file, calls our tool over MCP, and says what it did', async () => {
    await using world = await createEngineWorld(driven, [
      calling(run('echo written > file.txt'), (sent) => {
        expect(saidBy(sent, 'user')).toContain('Write the file, then take a note.');
        expect(isTold(sent, 'note')).toBe(true);
        expect(isTold(sent, 'no-such-tool')).toBe(false);
        expect(sent.model).toBe(driven.model);
      }),
      calling(call('note', { text: 'it is written' })),
      say('All is written.', (sent) => expect(saidBy(sent, 'tool')).toContain('Noted as number 1.')),
    ]);
    const { result, events } = await world.run();
    world.model.verify();
    expect(result).toEqual({
      kind: 'finished',
      session: expect.stringMatching(/./),
      summary: 'All is written.',
      usage: driven.usage,
    });
    expect(await readFile(join(world.checkout, 'file.txt'), 'utf8')).toBe('written\n');
    expect(world.notes.notes).toEqual(['it is written']);
    expect(world.notes.strangers).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(['session', 'tool-call', 'tool-call', 'text', 'usage']);
  });

  test('asks the model, and shows it neither the key nor the bearer', async () => {
    await using world = await createEngineWorld(driven, [calling(run('env')), say('Done.')]);
    await world.run();
    world.model.verify();
    expect(world.model.asked.map(({ raw }) => raw).join()).not.toMatch(new RegExp(`${KEY}|${BEARER}`));
  });

  test('has neither key, nor the dummy for it, nor bearer, nor prompt in the arguments of a process', async () => {
    await using world = await createEngineWorld(driven, [{ answer: { kind: 'hang' } }]);
    const cancellation = new AbortController();
    const running = world.run({ prompt: 'a-prompt-3c9e', signal: cancellation.signal });
    await world.model.reached(0);
    expect(seenInArguments([KEY, world.dummy, BEARER, 'a-prompt-3c9e'])).toEqual([]);
    expect(seenInArguments([driven.program])).toEqual([driven.program]);
    cancellation.abort();
    await running;
  });

  test('that is cancelled while the model thinks ends, and says so', async () => {
    await using world = await createEngineWorld(driven, [{ answer: { kind: 'hang' } }]);
    const cancellation = new AbortController();
    const running = world.run({ signal: cancellation.signal });
    await world.model.reached(0);
    cancellation.abort();
    expect((await running).result).toMatchObject({ kind: 'cancelled' });
    expect(seenInArguments([world.checkout])).toEqual([]);
  });

  test('is stopped at its time limit', async () => {
    await using world = await createEngineWorld(driven, [{ answer: { kind: 'hang' } }]);
    expect((await world.run({ timeoutMs: 300 })).result).toMatchObject({ kind: 'timed-out' });
    expect(seenInArguments([world.checkout])).toEqual([]);
  });

  test.each([
    [401, 'model-refused'],
    [429, 'model-limited'],
    [500, 'model-unavailable'],
    [529, 'model-unavailable'],
  ] as const)('fails when the model answers %i: %s', async (status, reason) => {
    const message = `words of the provider about ${status}`;
    await using world = await createEngineWorld(driven, [{ answer: { kind: 'status', status, message } }]);
    const { result } = await world.run();
    world.model.verify();
    expect(result).toMatchObject({ kind: 'failed', reason, detail: expect.stringMatching(/./) });
    expect(result.summary).toBeUndefined();
  });

  test('fails when the model answers what is none of its words', async () => {
    await using world = await createEngineWorld(driven, [{ answer: { kind: 'garbage', body: '<html>' } }]);
    expect((await world.run()).result).toMatchObject({ kind: 'failed' });
  });

  test('fails when the model fails in the middle of its work', async () => {
    await using world = await createEngineWorld(driven, [
      calling(run('echo half > file.txt')),
      { answer: { kind: 'status', status: 500 } },
    ]);
    const { result } = await world.run();
    world.model.verify();
    expect(result).toMatchObject({ kind: 'failed', reason: 'model-unavailable' });
    expect(await readFile(join(world.checkout, 'file.txt'), 'utf8')).toBe('half\n');
  });

  test('that crashes has failed', async () => {
    await using world = await createEngineWorld(driven, [calling(run('kill -9 $PPID'))]);
    expect((await world.run()).result).toMatchObject({ kind: 'failed', detail: 'ended by SIGKILL' });
  });

  test('that does not exit after its result is ended, and has finished', async () => {
    await using world = await createEngineWorld(driven, [say('Done.')]);
    const start = startUnisolated({ mark: 'MARK', patience: PATIENCE });
    const { result } = await world.run({
      patience: 1,
      start: ({ argv, ...spec }) =>
        start({ ...spec, argv: ['bash', '-c', '"$@"; sleep infinity', 'lingering', ...argv] }),
    });
    expect(result).toMatchObject({ kind: 'finished', summary: 'Done.' });
    expect(seenInArguments([world.home])).toEqual([]);
  });

  test('goes on with an earlier session: the model sees what was said before', async () => {
    await using world = await createEngineWorld(driven, [
      calling(run('echo first > file.txt')),
      say('That was the first part.'),
      say('That was the second.', (sent) => {
        expect(saidBy(sent, 'user')).toContain('Write the file, then take a note.');
        expect(saidBy(sent, 'model')).toContain('echo first > file.txt');
        expect(saidBy(sent, 'model')).toContain('That was the first part.');
        expect(saidBy(sent, 'user')).toContain('There is more to do.');
      }),
    ]);
    const { result: first } = await world.run();
    const { result } = await world.run({
      prompt: 'There is more to do.',
      ...(first.session !== undefined && { resume: first.session }),
    });
    world.model.verify();
    expect(result).toMatchObject({ kind: 'finished', summary: 'That was the second.' });
    expect(result.session).toBe(first.session);
  });

  test('of a session that is not there has failed', async () => {
    await using world = await createEngineWorld(driven, [say('Done.')]);
    const resume = '5a54c1a5-6d6c-4a48-9a5c-1f5d9e0a3f55';
    expect((await world.run({ resume })).result).toMatchObject({ kind: 'failed' });
  });

  test('takes nothing from a hostile checkout: no instruction, command, server or setting', async () => {
    await using world = await createEngineWorld(driven, [
      calling(run('echo seen > file.txt'), (sent) => {
        expect(sent.raw).not.toContain(INSTRUCTION);
        expect(sent.tools.filter((tool) => tool.includes('hostile'))).toEqual([]);
      }),
      say('Done.', (sent) => expect(sent.raw).not.toContain(INSTRUCTION)),
    ]);
    const trace = join(world.home, TRACE);
    for (const [path, content] of Object.entries(hostileCheckout(trace))) {
      await world.write(join('checkout', path), content);
    }
    const { result } = await world.run();
    world.model.verify();
    expect(result).toMatchObject({ kind: 'finished' });
    expect(existsSync(trace)).toBe(false);
  });

  test('takes a prompt for words, whatever they look like', async () => {
    const prompt = '/doctor @file.txt !echo ran > ran.txt';
    await using world = await createEngineWorld(driven, [
      say('Done.', (sent) => {
        // Some programs take only an "@" for words that is escaped.
        expect(saidBy(sent, 'user').replaceAll('\\@', '@')).toContain(prompt);
        expect(sent.raw).not.toContain('content-of-a-file-12ef');
      }),
    ]);
    await world.write('checkout/file.txt', 'content-of-a-file-12ef');
    await world.run({ prompt });
    world.model.verify();
    expect(existsSync(join(world.checkout, 'ran.txt'))).toBe(false);
  });

  test('without the ability to run commands has no tool for it', async () => {
    await using world = await createEngineWorld(driven, [
      calling(run('echo ran > ran.txt'), (sent) => expect(sent.tools).not.toContain(run('').name)),
      say('Done.'),
    ]);
    await world.run({ abilities: ['read-files'] });
    world.model.verify();
    expect(existsSync(join(world.checkout, 'ran.txt'))).toBe(false);
  });
}
