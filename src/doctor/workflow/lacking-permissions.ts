import type { Job, Workflow } from './workflow.ts';

export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** What a job's own token is not granted of what it needs, as it is written in a workflow file. */
export function lackingPermissions(workflow: Workflow, job: Job, needed: Permissions): readonly string[] {
  // Where the file names none, the repository's default holds, which an administrator can change at any time.
  const granted = job.permissions ?? workflow.permissions ?? {};
  const isGranted = (name: string, access: 'read' | 'write'): boolean =>
    typeof granted === 'string'
      ? granted === 'write-all' || (granted === 'read-all' && access === 'read')
      : granted[name] === 'write' || granted[name] === access;
  return Object.entries(needed)
    .filter(([name, access]) => !isGranted(name, access))
    .map(([name, access]) => `${name}: ${access}`);
}
