import type { Issue, Repository } from './repository.ts';

export interface Narrowing {
  isOpen: boolean;
  /** Names of labels, whatever their case. An issue has one of each group. */
  labels: readonly (readonly string[])[];
}

/** The fewest issues that an index names among which all such issues are. Whoever asks looks at each of them again. */
export function narrowIssues({ issues, labels }: Repository, { isOpen, labels: groups }: Narrowing): Issue[] {
  const labelled = groups.map((names) => {
    const known = names.flatMap((name) => labels.get(name.toLowerCase()) ?? []);
    return new Set(known.flatMap((label) => [...issues.withLabel(label)]));
  });
  const sets: ReadonlySet<Issue>[] = isOpen ? [issues.open, ...labelled] : labelled;
  const [smallest] = sets.toSorted((a, b) => a.size - b.size);
  return [...(smallest ?? issues.values())];
}
