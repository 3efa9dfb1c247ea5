import type { Issue, IssueReference, Repository } from './repository.ts';

export interface LocatedIssue {
  repository: Repository;
  issue: Issue;
}

export function referenceTo({ repository, issue }: LocatedIssue): IssueReference {
  return { repositoryId: repository.id, number: issue.number };
}

export function refersTo({ repository, issue }: LocatedIssue): (reference: IssueReference) => boolean {
  return ({ repositoryId, number }) => repositoryId === repository.id && number === issue.number;
}
