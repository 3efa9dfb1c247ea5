import type { WorldEvent } from '../events/world-event.ts';
import { createExclusive, type Exclusive } from '../state/exclusive.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { createRun } from './create-run.ts';
import type { RunScheduler } from './run-scheduler.ts';
import type { Trigger, Workflow } from './workflow/workflow.ts';
import type { RegisteredWorkflow, WorkflowRegistry } from './workflow-registry.ts';

/**
 * Trigger in a workflow file -> the webhook event behind it, and the activity types that start it unless the file
 * names others (undefined: all). Their workflows are read from the default branch.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const supported: Readonly<Record<string, { event: string; types: readonly string[] | undefined }>> = {
  issues: { event: 'issues', types: undefined },
  issue_comment: { event: 'issue_comment', types: undefined },
  label: { event: 'label', types: undefined },
  pull_request_target: { event: 'pull_request', types: ['opened', 'synchronize', 'reopened'] },
};

/** Events that no workflow waits for by this name, or that come to be by a route of their own. */
const others = ['workflow_dispatch', 'workflow_call', 'schedule'];

/** Starts the workflows that wait for what happens in a repository. */
export class EventTriggers {
  readonly #world: World;
  readonly #registry: WorkflowRegistry;
  readonly #scheduler: RunScheduler;
  readonly #inOrder: Exclusive = createExclusive();
  #underWay = 0;

  constructor(world: World, registry: WorkflowRegistry, scheduler: RunScheduler) {
    this.#world = world;
    this.#registry = registry;
    this.#scheduler = scheduler;
    world.onEvent((event) => this.#hear(event));
  }

  isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Resolves when what has happened so far has started what it starts. */
  settle(): Promise<void> {
    return this.#inOrder(async () => {});
  }

  #hear(event: WorldEvent): void {
    const { repository, by } = event;
    // What a workflow does with its own token starts no other. (A dispatch does, and is no event.)
    if (!repository || by.kind === 'workflow') return;
    this.#underWay += 1;
    void this.#inOrder(() => this.#start(event, repository)).finally(() => {
      this.#underWay -= 1;
      this.#world.changed();
    });
  }

  async #start(event: WorldEvent, repository: Repository): Promise<void> {
    for (const { registered, parsed } of await this.#registry.listParsed(repository)) {
      if (!parsed.ok || repository.disabledWorkflows.has(registered.path)) continue;
      for (const [name, trigger] of Object.entries(parsed.workflow.triggers)) {
        const verdict = judge(event, name, trigger);
        if (verdict === 'ignore') continue;
        await this.#submit(event, { repository, registered, workflow: parsed.workflow, name }, verdict);
      }
    }
  }

  async #submit(
    { by, payload }: WorldEvent,
    wanted: { repository: Repository; registered: RegisteredWorkflow; workflow: Workflow; name: string },
    verdict: 'start' | { refused: string },
  ): Promise<void> {
    const { repository, registered, workflow, name } = wanted;
    const oid = await repository.git.head(repository.defaultBranch);
    if (oid === undefined) return;
    const plan = await createRun(this.#world, {
      repository,
      workflow,
      registered,
      by,
      event: name,
      payload,
      ref: `refs/heads/${repository.defaultBranch}`,
      oid,
      runNumber: this.#scheduler.nextRunNumber(repository, registered.id),
    });
    if (verdict === 'start') this.#scheduler.submit(plan);
    else this.#scheduler.refuse(plan, `The sandbox does not do this: ${verdict.refused}`);
  }
}

type Verdict = 'start' | 'ignore' | { refused: string };

function judge(
  { name: event, action }: WorldEvent,
  trigger: string,
  { types, unsupportedFilters }: Trigger,
): Verdict {
  const known = supported[trigger];
  if (!known) {
    const isMeant = trigger === event && !others.includes(trigger) && (types?.includes(action ?? '') ?? true);
    return isMeant ? { refused: `workflows on: ${trigger}` } : 'ignore';
  }
  if (known.event !== event) return 'ignore';
  const wanted = types ?? known.types;
  if (wanted && !wanted.includes(action ?? '')) return 'ignore';
  const [filter] = unsupportedFilters;
  return filter === undefined ? 'start' : { refused: `on.${trigger}.${filter}` };
}
