import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addIssue } from '../../../src/sandbox/changes/issue.ts';
import { addLabel } from '../../../src/sandbox/changes/labels.ts';
import { type Narrowing, narrowIssues } from '../../../src/sandbox/state/narrow-issues.ts';
import { type Issue, Issues, type Repository } from '../../../src/sandbox/state/repository.ts';
import { World } from '../../../src/sandbox/state/world.ts';

const LABELS = ['Backlog', 'Todo', 'Done'];

function arrange(count: number) {
  const world = new World(1);
  // Issues need nothing else of their repository, least of all its git.
  const repository = { issues: new Issues(), labels: new Map(), lastNumber: 0 } as unknown as Repository;
  const labels = LABELS.map((name) => addLabel(world, repository, { name }));
  const author = world.ensureUser('mona');
  const issues = Array.from({ length: count }, () =>
    addIssue(world, repository, { title: 'An issue', author }),
  );
  return { repository, labels, issues };
}

const subset = fc.subarray([0, 1, 2]);
const step = fc.oneof(
  fc.record({ issue: fc.nat(5), labels: subset }),
  fc.record({ issue: fc.nat(5), state: fc.constantFrom('open' as const, 'closed' as const) }),
);
const narrowing = fc.record({
  isOpen: fc.boolean(),
  labels: fc.array(fc.subarray(LABELS), { maxLength: 2 }),
});

describe('the issues of a repository', () => {
  test('none that is asked for is left out, whatever became of states and labels', () => {
    fc.assert(
      fc.property(fc.array(step), narrowing, (steps, wanted) => {
        const { repository, labels, issues } = arrange(6);
        for (const { issue: index, ...change } of steps) {
          const issue = issues[index] ?? expect.fail();
          if ('state' in change) repository.issues.setState(issue, change.state);
          else
            repository.issues.setLabels(
              issue,
              labels.filter((_, at) => change.labels.includes(at)),
            );
        }
        const narrowed = new Set(narrowIssues(repository, wanted));
        for (const issue of issues) if (isWanted(issue, wanted)) expect(narrowed).toContain(issue);
        expect(repository.issues.open).toEqual(new Set(issues.filter(({ state }) => state === 'open')));
      }),
    );
  });

  test('a few with a label, or a few open ones, are found without a look at the others', () => {
    const { repository, labels, issues } = arrange(1_000);
    const [backlog, , done] = labels.map((label) => [label]);
    for (const issue of issues) repository.issues.setLabels(issue, done ?? []);
    for (const issue of issues.slice(0, 20)) repository.issues.setLabels(issue, backlog ?? []);
    for (const issue of issues.slice(30)) repository.issues.setState(issue, 'closed');

    expect(narrowIssues(repository, { isOpen: true, labels: [['backlog']] })).toHaveLength(20);
    expect(narrowIssues(repository, { isOpen: true, labels: [['done']] })).toHaveLength(30);
    expect(narrowIssues(repository, { isOpen: false, labels: [['Backlog', 'Todo']] })).toHaveLength(20);
    expect(narrowIssues(repository, { isOpen: false, labels: [['Done']] })).toHaveLength(980);
    expect(narrowIssues(repository, { isOpen: true, labels: [['no such label']] })).toEqual([]);
    expect(narrowIssues(repository, { isOpen: false, labels: [] })).toHaveLength(1_000);
  });
});

function isWanted(issue: Issue, { isOpen, labels }: Narrowing): boolean {
  return (
    (!isOpen || issue.state === 'open') &&
    labels.every((names) => issue.labels.some(({ name }) => names.includes(name)))
  );
}
