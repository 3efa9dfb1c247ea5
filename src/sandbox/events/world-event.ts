import type { Actor } from '../state/actor.ts';
import type { Installation } from '../state/app.ts';
import type { Repository } from '../state/repository.ts';

/** Something that happened on GitHub, told to webhooks and to workflows alike. */
export interface WorldEvent {
  /** As in X-GitHub-Event: `issues`, `pull_request`, `push`, `workflow_run`, ... */
  name: string;
  action: string | undefined;
  repository: Repository | undefined;
  /** Set for events that concern one installation only. */
  installation: Installation | undefined;
  /** Events caused by a workflow's own token start no workflows, but for dispatches. */
  by: Actor;
  /** The payload as it was at that moment, without the `installation` that each app's copy carries. */
  payload: Record<string, unknown>;
}
