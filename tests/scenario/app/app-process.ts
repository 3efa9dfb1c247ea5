import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { PATIENT_ENVIRONMENT } from '../../patience.ts';

const lineSchema = z.object({
  msg: z.literal('decision'),
  delivery: z.string().optional(),
  event: z.string().optional(),
  action: z.string().optional(),
  repository: z.string().optional(),
  subject: z.string().optional(),
  outcome: z.enum(['acted', 'skipped', 'failed']),
  reason: z.string(),
  detail: z.string(),
  warnings: z.array(z.object({ reason: z.string(), message: z.string() })).optional(),
  run: z.object({ id: z.number().optional(), url: z.string().optional() }).optional(),
  apiCalls: z.number(),
});

export type DecisionLine = z.infer<typeof lineSchema>;

export interface AppProcess extends AsyncDisposable {
  /** Where it takes webhooks. */
  readonly webhookUrl: string;
  readonly output: readonly string[];
  readonly decisions: readonly DecisionLine[];
  /** The decision lines with that delivery id, once there are so many of them. */
  decisionsOf(delivery: string, count?: number): Promise<readonly DecisionLine[]>;
  /** Resolves once a line holds the text. */
  says(text: string): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Exit code and signal. */
  readonly exited: Promise<readonly [number | null, NodeJS.Signals | null]>;
}

/** Starts the app's bundle and resolves once it listens; rejects with its output if it ends before. */
export function startAppProcess(file: string, env: Record<string, string>): Promise<AppProcess> {
  return watchApp(
    spawn(process.execPath, [file], {
      env: { ...PATIENT_ENVIRONMENT, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** The same for a process that was started some other way. */
export async function watchApp(
  child: ChildProcessByStdio<null, Readable, Readable>,
  /** The line that says where it listens, and its address in it. */
  ready = /"url":"(http:[^"]+)".*"listening"/,
): Promise<AppProcess> {
  const exited = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const output: string[] = [];
  const decisions: DecisionLine[] = [];
  const lines = new EventEmitter();
  const listening = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const decision = lineSchema.safeParse(parseJson(line));
        if (decision.success) decisions.push(decision.data);
        const url = ready.exec(line)?.[1];
        if (url) resolve(url);
        lines.emit('line');
      });
    }
    child.once('close', (code) =>
      reject(new Error(`The app ended with exit code ${code}:\n${output.join('\n')}`)),
    );
  });
  const url = await listening;
  return {
    webhookUrl: new URL('/api/github/webhooks', url).href,
    output,
    decisions,
    exited,
    decisionsOf: async (delivery, count = 1) => {
      for (;;) {
        const found = decisions.filter((decision) => decision.delivery === delivery);
        if (found.length >= count) return found;
        await once(lines, 'line');
      }
    },
    says: async (text) => {
      while (!output.some((line) => line.includes(text))) await once(lines, 'line');
    },
    signal: (signal) => child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
