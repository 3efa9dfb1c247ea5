import * as z from 'zod';
import type { Workflow } from './workflow.ts';

const triggerSchema = z
  .object({ types: z.union([z.string().transform((type) => [type]), z.array(z.string())]).optional() })
  .nullable()
  .transform((trigger) => trigger ?? {});

/** Activity types that GitHub takes where a file names none; those of any other event here are all. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** Whether an event of that activity type starts the workflow. */
export function listensTo({ on }: Workflow, event: string, type: string): boolean {
  if (!(event in on)) return false;
  const { types = DEFAULT_TYPES[event] } = { types: undefined, ...triggerSchema.parse(on[event]) };
  return types?.includes(type) ?? true;
}
