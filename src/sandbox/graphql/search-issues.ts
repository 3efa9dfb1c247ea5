import { reaches } from '../auth/reach.ts';
import type { LocatedIssue } from '../state/located-issue.ts';
import { narrowIssues } from '../state/narrow-issues.ts';
import type { Repository } from '../state/repository.ts';
import { canRead, OF_ISSUES, OF_PULLS } from './access.ts';
import type { Context } from './context.ts';
import { NotInSandbox } from './field-error.ts';
import { stateOf } from './issue-filter.ts';
import { parseQuery, type Term } from './item-search/parse-query.ts';

type Test = (located: LocatedIssue) => boolean;

/** Issues and pull requests, newest first: the part of GitHub's issue search that its command line uses. */
export function searchIssues(context: Context, query: string): LocatedIssue[] {
  const terms = parseQuery(query);
  const tests = terms.map((term) => {
    const holds = testOf(term);
    return term.isNegated ? (located: LocatedIssue) => !holds(located) : holds;
  });
  const positive = terms.filter(({ isNegated }) => !isNegated);
  const narrowing = {
    isOpen: positive.some((term) => isState(term) && term.values.join().toLowerCase() === 'open'),
    labels: positive.filter(({ qualifier }) => qualifier === 'label').map(({ values }) => values),
  };
  return [...context.world.repositories]
    .filter((repository) => reaches(context.actor, repository))
    .flatMap((repository) => narrowIssues(repository, narrowing).map((issue) => ({ repository, issue })))
    .filter(({ repository, issue }) => canRead(context, repository, issue.pull ? OF_PULLS : OF_ISSUES))
    .filter((located) => tests.every((test) => test(located)))
    .sort((a, b) => b.issue.id - a.issue.id);
}

function isState({ qualifier }: Term): boolean {
  return ['is', 'state', 'type'].includes(qualifier);
}

function testOf({ qualifier, values }: Term): Test {
  const wanted = values.map((value) => value.toLowerCase());
  const has = (value: string): boolean => wanted.includes(value.toLowerCase());
  switch (qualifier) {
    case '':
      return ({ issue }) =>
        wanted.some((text) => `${issue.title}\n${issue.body ?? ''}`.toLowerCase().includes(text));
    case 'repo':
      return ({ repository }) => has(repository.fullName);
    case 'org':
    case 'user':
      return ({ repository }) => isOwnedBy(repository, wanted);
    case 'label':
      return ({ issue }) => issue.labels.some(({ name }) => has(name));
    case 'author':
      return ({ issue }) => has(issue.author.login);
    case 'assignee':
      return ({ issue }) => issue.assignees.some(({ login }) => has(login));
    case 'head':
      return ({ issue }) => has(issue.pull?.headRef ?? '');
    case 'base':
      return ({ issue }) => has(issue.pull?.baseRef ?? '');
    case 'is':
    case 'state':
    case 'type':
      return anyOf(wanted.map(stateTest));
    default:
      throw new NotInSandbox(`the search term \`${qualifier}:\``);
  }
}

function stateTest(value: string): Test {
  switch (value) {
    case 'open':
    case 'closed':
      return ({ issue }) => issue.state === value;
    case 'merged':
      return ({ issue }) => stateOf(issue) === 'MERGED';
    case 'unmerged':
      return ({ issue }) => stateOf(issue) !== 'MERGED';
    case 'issue':
      return ({ issue }) => !issue.pull;
    case 'pr':
      return ({ issue }) => issue.pull !== undefined;
    case 'draft':
      return ({ issue }) => issue.pull?.draft ?? false;
    default:
      throw new NotInSandbox(`the search term \`is:${value}\``);
  }
}

function anyOf(tests: readonly Test[]): Test {
  return (located) => tests.some((test) => test(located));
}

function isOwnedBy({ owner }: Repository, logins: readonly string[]): boolean {
  return logins.includes(owner.login.toLowerCase());
}
