import { renderRepository } from '../../render/repository.ts';
import { renderOrganization, renderUser } from '../../render/user.ts';
import type { Actor } from '../../state/actor.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../state/world.ts';
import { createRun } from '../create-run.ts';
import type { RunPlan } from '../run-plan.ts';
import type { RegisteredWorkflow, WorkflowRegistry } from '../workflow-registry.ts';
import { readDispatchInputs } from './read-dispatch-inputs.ts';

export interface Dispatch {
  repository: Repository;
  registered: RegisteredWorkflow;
  by: Actor;
  /** A branch or a tag. */
  ref: string;
  inputs: Readonly<Record<string, unknown>>;
  runNumber: number;
}

export type DispatchResult =
  | { ok: true; plan: RunPlan }
  /** `unsupported`: GitHub would start it. */
  | { ok: false; unsupported?: boolean; message: string };

/** What becomes of a workflow_dispatch; nothing is started yet. */
export async function dispatchWorkflow(
  world: World,
  registry: WorkflowRegistry,
  dispatch: Dispatch,
): Promise<DispatchResult> {
  const { repository, registered, by } = dispatch;
  if (repository.disabledWorkflows.has(registered.path))
    return { ok: false, message: "Cannot trigger a 'workflow_dispatch' on a disabled workflow" };
  const found = await findRef(repository, dispatch.ref);
  if (!found) return { ok: false, message: `No ref found for: ${dispatch.ref}` };
  const parsed = await registry.read(repository, registered.path, found.ref);
  // Undocumented: the file is on the default branch, as it must be, and not at the ref.
  if (!parsed) return { ok: false, message: `Workflow does not exist at ${dispatch.ref}` };
  if (!parsed.ok) {
    const message = parsed.unsupported ? parsed.message : `failed to parse workflow: ${parsed.message}`;
    return { ok: false, unsupported: parsed.unsupported, message };
  }
  const trigger = parsed.workflow.triggers['workflow_dispatch'];
  if (!trigger) return { ok: false, message: "Workflow does not have 'workflow_dispatch' trigger" };
  const inputs = readDispatchInputs(trigger.inputs, dispatch.inputs);
  if (!inputs.ok) return inputs;
  const payload = {
    inputs: Object.keys(inputs.strings).length === 0 ? null : inputs.strings,
    ref: found.ref,
    repository: renderRepository(world, repository),
    ...(repository.owner.type === 'Organization'
      ? { organization: renderOrganization(world, repository.owner) }
      : {}),
    sender: renderUser(world, by.user),
    workflow: registered.path,
  };
  const plan = await createRun(world, {
    ...dispatch,
    workflow: parsed.workflow,
    event: 'workflow_dispatch',
    payload,
    inputs,
    ...found,
  });
  return { ok: true, plan };
}

async function findRef(
  repository: Repository,
  ref: string,
): Promise<{ ref: string; oid: string } | undefined> {
  const candidates = ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
  for (const candidate of candidates) {
    const oid = await repository.git.resolve(candidate);
    if (oid !== undefined) return { ref: candidate, oid };
  }
  return undefined;
}
