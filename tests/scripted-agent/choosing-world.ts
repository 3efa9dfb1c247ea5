import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ActionRun } from '../scenario/action/action-world.ts';
import { type ClaimWorld, createClaimWorld } from '../scenario/ledger/claim-world.ts';

const AGENT = fileURLToPath(new URL('agent.ts', import.meta.url));

/** What the agent wrote down: first what it was given, then each of its calls. */
export interface Said {
  readonly prompt?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly tools?: readonly string[];
  readonly tool?: string;
  readonly isError?: boolean;
  readonly said?: string;
}

export interface ChoosingWorld extends ClaimWorld {
  /** A run of the backlog-manager in its own concurrency group. */
  manage(): Promise<ActionRun>;
  /** What agents wrote down, in all runs. */
  said(): Promise<readonly Said[]>;
  stageOf(number: number): string;
  commentsOn(number: number): readonly string[];
}

interface Options {
  readonly script: readonly object[];
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly before?: Parameters<typeof createClaimWorld>[0] extends infer O | undefined
    ? O extends { before?: infer B }
      ? B
      : never
    : never;
}

/** acme/web with a ledger, whose backlog-manager is a scripted agent behind the engine `command`. */
export async function createChoosingWorld({ script, keys = {}, before }: Options): Promise<ChoosingWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'scripted-agent-'));
  const [steps, record] = [join(folder, 'script.json'), join(folder, 'record')];
  await writeFile(steps, JSON.stringify(script));
  await writeFile(record, '');
  const command = `'${process.execPath}' '${AGENT}' '${steps}' '${record}'`;
  const world = await createClaimWorld({
    keys: {
      'max-in-flight': 1,
      agents: { 'backlog-manager': { engine: 'command', command } },
      ...keys,
    },
    ...(before && { before }),
  });
  return {
    ...world,
    manage: () => world.run('interlock.yml', { project: 'web', agent: 'backlog-manager' }),
    said: async () => {
      const lines = (await readFile(record, 'utf8')).split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as Said);
    },
    stageOf: (number) => world.web.issue(number).labels.join(' + '),
    commentsOn: (number) => world.web.issue(number).comments.map(({ body }) => body),
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
