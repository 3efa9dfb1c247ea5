import type { WorkflowRun } from './actions/workflow-run.ts';
import type { Issue, Repository } from './state/repository.ts';
import type { World } from './state/world.ts';

/** Of each kind, the newest; a repository may have tens of thousands of issues. */
const MOST = 20;

interface IndexPage {
  readonly world: World;
  /** Of a repository, oldest first. */
  readonly runs: (repository: string) => readonly WorkflowRun[];
  readonly routes: readonly string[];
}

/** What somebody sees who opens the stand-in in a browser: what there is now, and what can be asked. */
export function indexPage({ world, runs, routes }: IndexPage): string {
  return [
    'A stand-in for GitHub.',
    '',
    ...[...world.repositories].flatMap((repository) => describe(repository, runs(repository.fullName))),
    `Apps: ${world.apps.map(({ slug }) => slug).join(', ') || 'none'}`,
    `GraphQL: ${world.url}/api/graphql`,
    `REST, below ${world.apiUrl}:`,
    ...routes,
    '',
  ].join('\n');
}

function describe({ fullName, issues }: Repository, runs: readonly WorkflowRun[]): readonly string[] {
  const open = [...issues.open].sort((a, b) => b.number - a.number);
  const recent = runs.toReversed();
  return [
    fullName,
    `  open: ${open.length} of ${issues.size} issues and pull requests`,
    ...newest(open, describeIssue),
    `  workflow runs: ${recent.length}`,
    ...newest(recent, ({ displayTitle, status, conclusion }) => `${conclusion ?? status}  ${displayTitle}`),
    '',
  ];
}

function describeIssue({ number, title, labels, pull }: Issue): string {
  const names = labels.map(({ name }) => `[${name}]`).join(' ');
  return [`#${number}`, title, names, pull ? `(pull request from ${pull.headRef})` : '']
    .filter(Boolean)
    .join('  ');
}

function newest<T>(all: readonly T[], line: (one: T) => string): readonly string[] {
  const more = all.length - MOST;
  return [
    ...all.slice(0, MOST).map((one) => `    ${line(one)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}
