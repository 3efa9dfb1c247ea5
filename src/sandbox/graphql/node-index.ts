import type { Issue } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

export interface LocatedIssue {
  repository: Repository;
  issue: Issue;
}

/**
 * Finds issues and pull requests by their node id, and the pull requests of a repository, without looking through
 * tens of thousands of issues each time. Issues are only ever added to a repository, so what is new is at the end.
 */
export class NodeIndex {
  readonly #world: World;
  readonly #byNodeId = new Map<string, LocatedIssue>();
  readonly #indexed = new Map<Repository, { size: number; pulls: Issue[] }>();

  constructor(world: World) {
    this.#world = world;
  }

  issue(nodeId: string): LocatedIssue | undefined {
    const known = this.#byNodeId.get(nodeId);
    if (known) return known;
    for (const repository of this.#world.repositories) this.#update(repository);
    return this.#byNodeId.get(nodeId);
  }

  pulls(repository: Repository): readonly Issue[] {
    return this.#update(repository);
  }

  allPulls(): LocatedIssue[] {
    return [...this.#world.repositories].flatMap((repository) =>
      this.#update(repository).map((issue) => ({ repository, issue })),
    );
  }

  #update(repository: Repository): Issue[] {
    const { size, pulls } = this.#indexed.get(repository) ?? { size: 0, pulls: [] };
    if (size === repository.issues.size) return pulls;
    let index = 0;
    for (const issue of repository.issues.values()) {
      index += 1;
      if (index <= size) continue;
      this.#byNodeId.set(issue.pull?.nodeId ?? issue.nodeId, { repository, issue });
      if (issue.pull) pulls.push(issue);
    }
    this.#indexed.set(repository, { size: repository.issues.size, pulls });
    return pulls;
  }
}
