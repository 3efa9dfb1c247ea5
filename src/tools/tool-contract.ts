import type * as z from 'zod';

/** What a tool promises: to the model by its description and schemas, to handlers and readers of results by its types. */
export interface ToolContract {
  /** Shown to people. */
  readonly title: string;
  /** For the model: what the tool does, and what its answers mean. */
  readonly description: string;
  readonly arguments: z.ZodObject;
  readonly result: z.ZodObject;
  /** Arguments that people will read, texts or lists of them. Each is made harmless before a handler sees it. */
  readonly texts: Readonly<Record<string, 'title' | 'markdown'>>;
  /** `read` changes nothing, `write` changes what people see, `run` changes only the run's own record. */
  readonly effect: 'read' | 'write' | 'run';
  /** Whether a second call with the same arguments changes nothing more. */
  readonly idempotent: boolean;
  /** How often a run may call it, unless the agent's definition says otherwise. */
  readonly callsPerRun: number;
}
