import { expect, test } from 'vitest';
import { IssueLinks } from '../../../src/sandbox/state/issue-links.ts';
import { type LocatedIssue, referenceTo } from '../../../src/sandbox/state/located-issue.ts';
import type { Issue } from '../../../src/sandbox/state/repository.ts';

/** Links need no more of an issue than where it is. */
function issue(repositoryId: number, number: number): LocatedIssue {
  return {
    repository: { id: repositoryId },
    issue: { number, blockedBy: [] } as unknown as Issue,
  } as LocatedIssue;
}

test('a link is followed backwards in the order in which links were made, across repositories', () => {
  const links = new IssueLinks('blockedBy');
  const [blocker, namesake, first, second] = [issue(1, 7), issue(2, 7), issue(2, 1), issue(1, 1)];
  links.add(first, referenceTo(blocker));
  links.add(second, referenceTo(namesake));
  links.add(second, referenceTo(blocker));

  expect(links.originsOf(blocker)).toEqual([first, second]);
  expect(links.originsOf(namesake)).toEqual([second]);
  expect(second.issue.blockedBy).toEqual([referenceTo(namesake), referenceTo(blocker)]);
});

test('a link that was taken away leads nowhere, and the others of its issue stay', () => {
  const links = new IssueLinks('blockedBy');
  const [one, other, blocked] = [issue(1, 1), issue(1, 2), issue(1, 3)];
  for (const blocker of [one, other]) links.add(blocked, referenceTo(blocker));
  links.remove(blocked, one);

  expect(blocked.issue.blockedBy).toEqual([referenceTo(other)]);
  expect(links.originsOf(one)).toEqual([]);
  expect(links.originsOf(other)).toEqual([blocked]);
});
