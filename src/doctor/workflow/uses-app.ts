import type { InterlockStep } from './workflow.ts';

/** Whether the action mints its tokens from an App's private key, instead of using the workflow's own. */
export function usesApp(step: InterlockStep): boolean {
  return String(step.with['app-client-id'] ?? '').trim() !== '';
}
