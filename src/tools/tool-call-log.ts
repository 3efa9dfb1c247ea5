import { withoutInvisible } from '../core/markdown/hidden-text.ts';
import type { Reason } from '../core/reasons.ts';
import { cut } from '../core/text/cut.ts';
import { withoutSecrets } from '../core/text/without-secrets.ts';
import type { ToolAnswer } from './tool-answer.ts';

/** One call in the audit record of a run. */
export interface ToolCall {
  readonly tool: string;
  /** One line of JSON: shortened, without secrets and without characters that nobody sees. */
  readonly arguments: string;
  /** What the result says of itself where it does, such as `moved`; otherwise whether there was a result. */
  readonly outcome: string;
  readonly reason?: Reason;
  readonly milliseconds: number;
}

export interface ToolCallLog {
  readonly calls: readonly ToolCall[];
  add(call: {
    readonly name: string;
    readonly args: unknown;
    readonly answer: ToolAnswer<object>;
    readonly milliseconds: number;
  }): void;
}

/** Calls that reach no tool: nothing else bounds how many there are, and what is done must not drown in them. */
const UNBOUNDED: ReadonlySet<Reason> = new Set(['tool-not-allowed', 'tool-limit-reached']);
const MOST_UNBOUNDED = 100;

const LONGEST_NAME = 60;
const LONGEST_VALUE = 120;
const LONGEST_ARGUMENTS = 500;

interface ToolCallLogOptions {
  /** Values that must not stand in it, as far as they are known by now. */
  readonly secrets: () => Iterable<string>;
  readonly onCall?: (call: ToolCall) => void;
}

/** Keeps every call that a tool was asked for, and the first hundred that no tool was asked for. */
export function toolCallLog({ secrets, onCall }: ToolCallLogOptions): ToolCallLog {
  const calls: ToolCall[] = [];
  let unbounded = 0;
  return {
    calls,
    add({ name, args, answer, milliseconds }) {
      if (answer.kind === 'failed' && UNBOUNDED.has(answer.reason)) unbounded += 1;
      if (unbounded > MOST_UNBOUNDED && answer.kind === 'failed' && UNBOUNDED.has(answer.reason)) return;
      const call = {
        tool: cut(withoutInvisible(name), LONGEST_NAME),
        arguments: redacted(args, [...secrets()]),
        outcome: answer.kind === 'failed' ? 'failed' : outcomeOf(answer.result),
        ...(answer.kind === 'failed' && { reason: answer.reason }),
        milliseconds: Math.round(milliseconds),
      };
      calls.push(call);
      onCall?.(call);
    },
  };
}

function outcomeOf(result: object): string {
  return 'outcome' in result && typeof result.outcome === 'string' ? result.outcome : 'answered';
}

function redacted(args: unknown, secrets: readonly string[]): string {
  const json = JSON.stringify(args ?? {}, (_, value: unknown) =>
    typeof value === 'string' ? cut(withoutInvisible(withoutSecrets(value, secrets)), LONGEST_VALUE) : value,
  );
  // A secret, or what nobody sees, may stand in the name of an argument as well.
  return cut(withoutInvisible(withoutSecrets(json, secrets)), LONGEST_ARGUMENTS);
}
