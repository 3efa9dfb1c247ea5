import type { Project, ProjectItem } from './project.ts';
import type { Issue } from './repository.ts';
import type { User } from './user.ts';

/** All boards, whoever owns them. */
export class Projects {
  readonly #projects: Project[] = [];

  add(project: Project): void {
    this.#projects.push(project);
  }

  [Symbol.iterator](): Iterator<Project> {
    return this.#projects.values();
  }

  find(owner: User, number: number): Project | undefined {
    return this.#projects.find((project) => project.owner === owner && project.number === number);
  }

  of(owner: User): Project[] {
    return this.#projects.filter((project) => project.owner === owner);
  }

  item(nodeId: string): ProjectItem | undefined {
    for (const project of this.#projects) {
      const item = project.items.find(nodeId);
      if (item) return item;
    }
    return undefined;
  }

  /** The items, of whatever project, that show the issue or pull request. */
  itemsOf(issue: Issue): ProjectItem[] {
    return this.#projects.flatMap(({ items }) => items.ofIssue(issue));
  }

  nextNumber(owner: User): number {
    return Math.max(0, ...this.of(owner).map(({ number }) => number)) + 1;
  }
}
