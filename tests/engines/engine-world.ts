import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { judgeByCalls } from '../../src/agents/engine/judge-by-calls.ts';
import type {
  Engine,
  EngineEvent,
  EngineResult,
  EngineTask,
  EngineUsage,
  ModelApi,
} from '../../src/engines/engine.ts';
import { startUnisolated } from '../../src/isolation/start-unisolated.ts';
import { startModelProxy } from '../../src/model-proxy/start-model-proxy.ts';
import { PATIENCE } from '../patience.ts';
import { type NoteServer, startNoteServer } from '../scripted-model/note-server.ts';
import { type ScriptedModel, startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Dialect, Sent, ToolCall, Turn } from '../scripted-model/turn.ts';

/** An engine, and what its own tools are called by a model. */
export interface Driven {
  readonly engine: Engine & { readonly asks: ModelApi };
  /** Path of the real program. */
  readonly program: string;
  /** Has it ask again less often than it would: a test takes that time. */
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A line of shell in its home, before Node runs it: some programs take such a wish from their settings alone. */
  readonly impatience?: string;
  readonly model: string;
  /** Further models that a test asks. */
  readonly alsoAsks?: readonly string[];
  readonly dialect: Dialect;
  /** Path below a server's address where the program expects its provider. */
  readonly path: string;
  /** What three answers of the scripted model come to, as this provider counts. */
  readonly usage: EngineUsage;
  /** Runs a command in the checkout. */
  run(command: string): ToolCall;
  /** Calls one of our tools. */
  call(tool: string, input: unknown): ToolCall;
  /** Whether the model was told that it can call this tool of ours. */
  isTold(sent: Sent, tool: string): boolean;
}

/** Recognised wherever they turn up. */
export const KEY = 'the-real-key-5d0c1c9f';
export const BEARER = 'bearer-8f2b7a44';

export const FOREVER_MS = 2 ** 31 - 1;

export interface EngineWorld extends AsyncDisposable {
  readonly checkout: string;
  readonly home: string;
  /** What the program has in place of a key. */
  readonly dummy: string;
  readonly model: ScriptedModel;
  readonly notes: NoteServer;
  write(file: string, content: string): Promise<string>;
  run(task?: Partial<EngineTask>): Promise<Ran>;
}

export interface Ran {
  readonly result: EngineResult;
  readonly events: readonly EngineEvent[];
  readonly output: string;
}

/** A checkout, a model that follows a script behind the key proxy, and a server of tools, for one engine. */
export async function createEngineWorld(driven: Driven, turns: readonly Turn[]): Promise<EngineWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'engines-'));
  const [checkout, home, temporary] = ['checkout', 'home', 'tmp'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([checkout, home, temporary].map((folder) => mkdir(folder)));
  const write = async (file: string, content: string): Promise<string> => {
    const path = join(directory, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    await chmod(path, 0o755);
    return path;
  };
  const model = await startScriptedModel(driven.dialect, turns);
  const notes = await startNoteServer(BEARER);
  const proxy = await startModelProxy({
    access: {
      provider: driven.engine.asks,
      key: KEY,
      keyKind: 'api-key',
      baseUrl: `${model.url}${driven.path}`,
    },
    models: [driven.model, ...(driven.alsoAsks ?? [])],
    caps: { nanoDollars: 0, tokens: 1e9 },
    now: () => new Date(),
  });
  const node = await write(
    'node',
    `#!/bin/bash\n(cd ${home}; ${driven.impatience ?? ':'})\nexec ${process.execPath} "$@"\n`,
  );
  return {
    checkout,
    home,
    dummy: proxy.key,
    model,
    notes,
    write,
    run: async (task) => {
      const events: EngineEvent[] = [];
      const output = new PassThrough();
      const shown = text(output);
      const result = await driven.engine.run(
        {
          program: driven.program,
          arguments: driven.arguments,
          node,
          checkout,
          home,
          temporary,
          prompt: 'Write the file, then take a note.',
          abilities: ['read-files', 'write-files', 'run-commands'],
          model: driven.model,
          timeoutMs: FOREVER_MS,
          env: {
            PATH: process.env['PATH'] ?? '',
            HOME: home,
            TMPDIR: temporary,
            MARK: directory,
            ...driven.env,
          },
          tools: { url: notes.url, bearer: notes.bearer },
          models: { baseUrl: proxy.baseUrl, key: proxy.key },
          start: startUnisolated({ mark: 'MARK', patience: PATIENCE }),
          signal: new AbortController().signal,
          patience: PATIENCE,
          output,
          ...task,
        },
        (event) => events.push(event),
      );
      output.end();
      return { result: judgeByCalls(result, proxy.lastCall()), events, output: await shown };
    },
    [Symbol.asyncDispose]: async () => {
      await proxy[Symbol.asyncDispose]();
      await model[Symbol.asyncDispose]();
      await notes[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
