import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Dialect, Sent, ServerEvent, Turn } from './turn.ts';

/** A model that answers by a script. It stands in for the provider's server, and no more than that is doubled. */
export interface ScriptedModel extends AsyncDisposable {
  /** As the provider's own: without a version. */
  readonly url: string;
  /** Everything that it was asked, questions that no turn answers included. */
  readonly asked: readonly Sent[];
  /** Resolves when the question of this turn has come: the first is 0. */
  reached(turn: number): Promise<void>;
  /** Lets the turns be answered that are held. */
  release(): void;
  /** Throws what a turn's `sees` threw, or that turns are left over. */
  verify(): void;
}

/** One after the other, or by what the model was sent: for several conversations at once. */
export type Script = readonly Turn[] | ((sent: Sent) => Turn);

export async function startScriptedModel(dialect: Dialect, script: Script): Promise<ScriptedModel> {
  const turns = typeof script === 'function' ? [] : script;
  const asked: Sent[] = [];
  const failures: unknown[] = [];
  const reached = turns.map(() => Promise.withResolvers<void>());
  const released = Promise.withResolvers<void>();
  let next = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const { pathname } = new URL(request.url ?? '', 'http://model');
    if (!dialect.isQuestion(request.method ?? '', pathname)) {
      return sendError(response, 404, 'The scripted model has no such path.');
    }
    const sent = dialect.read(body, headersOf(request), pathname);
    asked.push(sent);
    // Titles, topics and the like are asked for without a tool, and are no turn of the work.
    if (sent.tools.length === 0) return stream(dialect.events({ kind: 'say', text: 'ok' }, asked.length));
    const turn = typeof script === 'function' ? script(sent) : turns[next];
    if (!turn) {
      failures.push(new Error(`The model was asked once more after its last turn: ${sent.raw.slice(-2000)}`));
      return sendError(response, 400, 'The script has ended.');
    }
    const index = next;
    // What is tried again gets the same answer again.
    if (turn.answer.kind !== 'status') next += 1;
    const isFirst = asked.filter(({ tools }) => tools.length > 0).length;
    try {
      turn.sees?.(sent);
    } catch (error) {
      failures.push(error);
      return sendError(response, 400, `The script expected something else in turn ${index}.`);
    } finally {
      reached[index]?.resolve();
    }
    switch (turn.answer.kind) {
      case 'say':
      case 'call':
        return stream(dialect.events(turn.answer, isFirst));
      case 'status':
        return sendError(response, turn.answer.status, turn.answer.message ?? 'As the script has it.');
      case 'garbage':
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end(turn.answer.body);
        return;
      case 'held':
        await released.promise;
        return stream(dialect.events({ kind: 'say', text: turn.answer.text }, isFirst));
      case 'hang':
        return;
    }

    function stream(events: readonly ServerEvent[]): void {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      for (const { event, data } of events) {
        if (event !== undefined) response.write(`event: ${event}\n`);
        response.write(`data: ${JSON.stringify(data)}\n\n`);
      }
      response.end();
    }
  };

  function sendError(response: ServerResponse, status: number, message: string): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(dialect.error(status, message)));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      failures.push(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    reached: async (turn) => reached[turn]?.promise,
    release: () => released.resolve(),
    verify: () => {
      if (failures.length > 0) throw failures[0];
      const left = turns.slice(next).filter(({ answer: { kind } }) => kind !== 'status');
      if (left.length > 0) throw new Error(`The model was not asked for ${left.length} of its turns`);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}
