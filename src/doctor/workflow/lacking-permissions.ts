import type { InterlockStep, Job, Workflow } from './workflow.ts';

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

/** The same of a step that may be behind calls: a called job has no more than its caller, and all of that unless it says so. */
export function lackingForStep(
  workflow: Workflow,
  { calls = [], job }: InterlockStep,
  needed: Permissions,
): readonly string[] {
  const [outermost, ...inner] = [...calls.map((call) => call.job), job];
  const lacking = outermost ? lackingPermissions(workflow, outermost, needed) : [];
  const further = inner.flatMap((called, index) => {
    const its = calls[index]?.workflow;
    const isInherited = called.permissions === undefined && its?.permissions === undefined;
    return its && !isInherited ? lackingPermissions(its, called, needed) : [];
  });
  return [...new Set([...lacking, ...further])];
}
