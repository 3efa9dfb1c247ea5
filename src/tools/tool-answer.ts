import type { ToolName } from '../core/agents/tool-names.ts';
import type { Reason } from '../core/reasons.ts';
import type { ToolArguments, ToolResult } from './tools.ts';

/** A call did not do what it promises. */
export interface ToolFailure {
  readonly kind: 'failed';
  readonly reason: Reason;
  /** For the model: what went wrong, and what to do next. */
  readonly message: string;
}

/** Something that did not happen for a good reason is an answer. A failure is never told as a result. */
export type ToolAnswer<Result> = { readonly kind: 'answered'; readonly result: Result } | ToolFailure;

export type ToolHandler<Name extends ToolName> = (
  args: ToolArguments<Name>,
) => Promise<ToolAnswer<ToolResult<Name>>>;

/** What a run can do. A tool without a handler is not offered. */
export type ToolHandlers = { readonly [Name in ToolName]?: ToolHandler<Name> };

export function toolFailure(reason: Reason, message: string): ToolFailure {
  return { kind: 'failed', reason, message };
}
