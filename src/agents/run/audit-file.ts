import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { EngineUseFigures } from '../../core/engine-use.ts';
import { type EventOutcome, type Outcome, type Reason, reasons } from '../../core/reasons.ts';
import { withoutSecrets } from '../../core/text/without-secrets.ts';
import type { ModelCallEnd } from '../../model-proxy/call-log.ts';
import type { ToolCall } from '../../tools/tool-call-log.ts';

/** One line of a run's audit record. `model-call` is a call that asks a model to generate, forwarded or refused. */
export type AuditEntry =
  | { readonly kind: 'run'; readonly agent: string; readonly item?: string; readonly url: string }
  | { readonly kind: 'turn'; readonly engine: string; readonly model?: string }
  | { readonly kind: 'model-call'; readonly end: ModelCallEnd }
  | ({ readonly kind: 'tool-call' } & ToolCall)
  | ({ readonly kind: 'end' } & AuditEnd);

export interface AuditEnd {
  readonly outcome: Outcome | EventOutcome;
  readonly reason: Reason;
  readonly took?: EngineUseFigures;
}

interface AuditFileOptions {
  readonly path: string;
  /** The first line. */
  readonly head: AuditEntry;
  readonly now: () => Date;
  /** Everything that must not stand in the file, as far as it is known by now. */
  readonly secrets: () => Iterable<string>;
  /** The file is there: later steps can keep it. */
  readonly onStart: () => void;
  /** It cannot be written. Told once; the run goes on without it. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Appends to a file of JSON lines, which begins with the first entry. Each line is on the disk before the run goes on, so
 * that the record of a run that is killed is whole up to there.
 */
export function openAuditFile(options: AuditFileOptions): (entry: AuditEntry) => void {
  const { path, head, secrets, onStart, onFailure } = options;
  let state: 'new' | 'open' | 'broken' = 'new';
  return (entry) => {
    if (state === 'broken') return;
    const entries = state === 'new' ? [head, entry] : [entry];
    try {
      for (const one of entries) appendAuditEntry(path, one, options.now(), secrets());
    } catch (error) {
      state = 'broken';
      return onFailure(error instanceof Error ? error : new Error(String(error)));
    }
    if (state === 'new') onStart();
    state = 'open';
  };
}

/** Also for the post step, which ends the record of a run that was killed. */
export function appendAuditEntry(
  path: string,
  { kind, ...entry }: AuditEntry,
  at: Date,
  secrets: Iterable<string>,
): void {
  const line = JSON.stringify({ at: at.toISOString(), kind, ...entry });
  // Read by nobody else, an engine under another user included.
  appendFileSync(path, `${withoutSecrets(line, secrets)}\n`, { mode: 0o600 });
}

const toolCallSchema = z.object({
  kind: z.literal('tool-call'),
  tool: z.string(),
  arguments: z.string(),
  outcome: z.string(),
  reason: z.enum(Object.keys(reasons) as [Reason, ...Reason[]]).optional(),
});

/** A tool call as the record has it. An engine without a wall can write to that file: these are data. */
export type AuditedToolCall = Pick<ToolCall, 'tool' | 'arguments' | 'outcome' | 'reason'>;

/** The tool calls of a run that was killed; none where there is no record. */
export function readToolCalls(path: string): readonly AuditedToolCall[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').flatMap(toolCallIn);
}

function toolCallIn(line: string): readonly AuditedToolCall[] {
  try {
    const parsed = toolCallSchema.safeParse(JSON.parse(line));
    if (!parsed.success) return [];
    const { kind: _, reason, ...call } = parsed.data;
    return [{ ...call, ...(reason && { reason }) }];
  } catch {
    return [];
  }
}
