import type { WorldEvent } from '../events/world-event.ts';
import type { Actor } from '../state/actor.ts';
import type { Project } from '../state/project.ts';
import type { Projects } from '../state/projects.ts';
import type { Issue } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { setFieldValue } from './project-item.ts';

const TARGET = 'done';

/**
 * GitHub's built-in project workflows that are on by default: "Item closed" and "Pull request merged", both to Done.
 * They follow the event that they react to. https://docs.github.com/issues/planning-and-tracking-with-projects
 */
export function automateProjects(world: World, projects: Projects): void {
  world.onEvent((event) => {
    const issue = closedBy(event);
    if (!issue) return;
    const by: Actor = { kind: 'person', user: world.ensureUser('github-project-automation[bot]', 'Bot') };
    for (const item of projects.itemsOf(issue)) {
      const done = item.project.automations ? doneOption(item.project) : undefined;
      if (done && item.archivedAt === null) setFieldValue({ world, by }, { item, ...done });
    }
  });
}

function closedBy({ name, action, repository, payload }: WorldEvent): Issue | undefined {
  if (action !== 'closed' || (name !== 'issues' && name !== 'pull_request')) return undefined;
  const { number } = (payload.issue ?? payload.pull_request) as { number: number };
  return repository?.issues.get(number);
}

function doneOption({
  fields,
}: Project): Pick<Parameters<typeof setFieldValue>[1], 'field' | 'value'> | undefined {
  for (const field of fields) {
    const done =
      field.dataType === 'SINGLE_SELECT' && field.options.find(({ name }) => name.toLowerCase() === TARGET);
    if (done) return { field, value: done.id };
  }
  return undefined;
}
