import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Engine, EngineEvent, EngineResult, EngineTask, EngineUsage } from '../../src/engines/engine.ts';
import { startUnisolated } from '../../src/isolation/start-unisolated.ts';
import { PATIENCE } from '../patience.ts';
import { type NoteServer, startNoteServer } from '../scripted-model/note-server.ts';
import { type ScriptedModel, startScriptedModel } from '../scripted-model/scripted-model.ts';
import type { Dialect, Sent, ToolCall, Turn } from '../scripted-model/turn.ts';

/** An engine, and what its own tools are called by a model. */
export interface Driven {
  readonly engine: Engine;
  /** Path of the real program. */
  readonly program: string;
  /** Has it ask again less often than it would: a test takes that time. */
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly model: string;
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
export const KEY = 'dummy-key-5d0c1c9f';
export const BEARER = 'bearer-8f2b7a44';

export const FOREVER_MS = 2 ** 31 - 1;

export interface EngineWorld extends AsyncDisposable {
  readonly checkout: string;
  readonly home: string;
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

/** A checkout, a model that follows a script, and a server of tools, for one engine. */
export async function createEngineWorld(driven: Driven, turns: readonly Turn[]): Promise<EngineWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'engines-'));
  const [checkout, home, temporary] = ['checkout', 'home', 'tmp'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([checkout, home, temporary].map((folder) => mkdir(folder)));
  const model = await startScriptedModel(driven.dialect, turns);
  const notes = await startNoteServer(BEARER);
  return {
    checkout,
    home,
    model,
    notes,
    write: async (file, content) => {
      const path = join(directory, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      await chmod(path, 0o755);
      return path;
    },
    run: async (task) => {
      const events: EngineEvent[] = [];
      const output = new PassThrough();
      const shown = text(output);
      const result = await driven.engine.run(
        {
          program: driven.program,
          arguments: driven.arguments,
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
          models: { baseUrl: `${model.url}${driven.path}`, key: KEY },
          start: startUnisolated({ mark: 'MARK', patience: PATIENCE }),
          signal: new AbortController().signal,
          patience: PATIENCE,
          output,
          ...task,
        },
        (event) => events.push(event),
      );
      output.end();
      return { result, events, output: await shown };
    },
    [Symbol.asyncDispose]: async () => {
      await model[Symbol.asyncDispose]();
      await notes[Symbol.asyncDispose]();
      await rm(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
