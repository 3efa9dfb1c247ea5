import * as z from 'zod';
import { type EngineUse, engineUseFigures, type ModelUse } from '../../core/engine-use.ts';
import type { ModelCallEnd } from '../../model-proxy/call-log.ts';
import type { ToolCall } from '../../tools/tool-call-log.ts';
import type { AuditEnd, AuditEntry } from './audit-file.ts';

/** What an agent's run did and took. It is kept while the run works, so that it can be told however the run ends. */
export interface RunAudit {
  /** @returns to be called at the end of the turn. */
  turnStarts(turn: AuditedTurn): () => void;
  modelCallEnds(end: ModelCallEnd): void;
  toolCalled(call: ToolCall): void;
  /** Closes the record, if there is one. */
  runEnds(end: Pick<AuditEnd, 'outcome' | 'reason'>): void;
  /** `undefined`: no engine was started. */
  use(): EngineUse | undefined;
  /** In order. */
  readonly toolCalls: readonly ToolCall[];
}

export interface AuditedTurn {
  readonly engine: string;
  /** Left out if the engine asks no model that Interlock knows of. */
  readonly models?: () => ModelUse;
}

interface AuditOptions {
  readonly now: () => Date;
  /** Leaves word for the post step: a run may be killed at any time. */
  readonly saveUse: (use: string) => void;
  readonly write: (entry: AuditEntry) => void;
}

/** Answers of a provider that refuses cost nothing, so that no budget bounds how many there are. */
const MOST_MODEL_CALLS = 5_000;

export function createRunAudit({ now, saveUse, write }: AuditOptions): RunAudit {
  const toolCalls: ToolCall[] = [];
  let modelCalls = 0;
  let isStarted = false;
  let worked = 0;
  let turn: (AuditedTurn & { readonly startedAt: number }) | undefined;
  let models: (() => ModelUse) | undefined;
  const save = (): void =>
    saveUse(
      JSON.stringify({
        milliseconds: worked,
        ...(turn && { startedAt: turn.startedAt }),
        ...(models && { models: models() }),
      } satisfies SavedUse),
    );
  const use = (): EngineUse | undefined => {
    if (!isStarted) return undefined;
    const running = turn ? now().getTime() - turn.startedAt : 0;
    return { milliseconds: worked + running, ...(models && { models: models() }) };
  };
  return {
    toolCalls,
    turnStarts: (started) => {
      const startedAt = now().getTime();
      isStarted = true;
      turn = { ...started, startedAt };
      models = started.models ?? models;
      save();
      write({ kind: 'turn', engine: started.engine, ...(models && { model: models().model }) });
      return () => {
        turn = undefined;
        worked += now().getTime() - startedAt;
        save();
      };
    },
    modelCallEnds: (end) => {
      save();
      modelCalls += 1;
      if (modelCalls <= MOST_MODEL_CALLS) write({ kind: 'model-call', end });
    },
    toolCalled: (call) => {
      toolCalls.push(call);
      write({ kind: 'tool-call', ...call });
    },
    runEnds: ({ outcome, reason }) => {
      const took = use();
      if (took) write({ kind: 'end', outcome, reason, took: engineUseFigures(took) });
    },
    use,
  };
}

const count = z.number().nonnegative();

const savedUseSchema = z.object({
  milliseconds: count,
  /** Of the turn that was under way, in milliseconds since 1970. */
  startedAt: z.number().optional(),
  models: z
    .object({
      // As the configuration takes it: nothing else is said on an item.
      model: z.string().regex(/^[\w.:/-]+$/),
      calls: count,
      tokens: z.object({ input: count, output: count, cacheRead: count, cacheWrite: count }),
      nanoDollars: count,
      unpricedTokens: count,
      estimatedCalls: count,
    })
    .optional(),
});

type SavedUse = z.input<typeof savedUseSchema>;

/** For the post step of a run that was killed. `undefined`: no engine was started, or something else was saved. */
export function restoreUse(saved: string, now: Date): EngineUse | undefined {
  const use = savedUseSchema.safeParse(jsonIn(saved));
  if (!use.success) return undefined;
  const { milliseconds, startedAt, models } = use.data;
  const running = startedAt === undefined ? 0 : Math.max(0, now.getTime() - startedAt);
  return { milliseconds: milliseconds + running, ...(models && { models }) };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
