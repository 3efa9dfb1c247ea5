import { announce } from '../events/announce.ts';
import { renderLabel } from '../render/label.ts';
import type { Label } from '../state/label.ts';
import type { Issue, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { announceIssue } from './announce-issue.ts';
import type { Change } from './change.ts';
import { record } from './record.ts';

export interface NewLabel {
  name: string;
  color?: string;
  description?: string | null;
}

/** Without an event: for fixtures, and for the functions below. */
export function addLabel(
  world: World,
  repository: Repository,
  { name, color, description }: NewLabel,
): Label {
  const id = world.ids.next('label');
  const label: Label = {
    id,
    nodeId: world.ids.nodeId('label', id),
    name,
    color: color ?? 'ededed',
    description: description ?? null,
    isDefault: false,
  };
  repository.labels.set(name.toLowerCase(), label);
  return label;
}

export function createLabel({ world, repository, by }: Change, options: NewLabel): Label {
  world.clock.tick();
  const label = addLabel(world, repository, options);
  const payload = { label: renderLabel(world, repository, label) };
  announce(world, { name: 'label', action: 'created', repository, by, payload });
  return label;
}

/** Unknown names become labels of the repository, as on GitHub. */
export function findOrCreateLabel(change: Change, name: string): Label {
  return change.repository.labels.get(name.toLowerCase()) ?? createLabel(change, { name });
}

export async function labelIssue(change: Change, issue: Issue, names: readonly string[]): Promise<void> {
  const { issues } = change.repository;
  for (const name of names) {
    const label = findOrCreateLabel(change, name);
    // Unverified on GitHub: that adding a label which is there already changes nothing and sends no `labeled`. This
    // line is the only place that assumes it; an event here would make every repeated move look like an entry.
    if (issue.labels.includes(label)) continue;
    issues.setLabels(issue, [...issue.labels, label]);
    await announceLabel(change, issue, 'labeled', label);
  }
}

export async function unlabelIssue(change: Change, issue: Issue, labels: readonly Label[]): Promise<void> {
  const { issues } = change.repository;
  for (const label of labels) {
    issues.setLabels(
      issue,
      issue.labels.filter((other) => other !== label),
    );
    await announceLabel(change, issue, 'unlabeled', label);
  }
}

/** Replaces all labels: one event for each that goes, one for each that comes. */
export async function setLabels(change: Change, issue: Issue, names: readonly string[]): Promise<void> {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const gone = issue.labels.filter(({ name }) => !wanted.has(name.toLowerCase()));
  await unlabelIssue(change, issue, gone);
  await labelIssue(change, issue, names);
}

/** Tells of a label that has just come or gone. */
export async function announceLabel(
  change: Change,
  issue: Issue,
  event: 'labeled' | 'unlabeled',
  label: Label,
): Promise<void> {
  record(change.world, issue, { event, actor: change.by.user, label });
  await announceIssue(change, issue, event, { label: renderLabel(change.world, change.repository, label) });
}
