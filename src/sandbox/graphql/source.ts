import type { TreeEntry } from '../git/git-repository.ts';
import type { CommitRecord } from '../git/history.ts';
import type { Label } from '../state/label.ts';
import type { DraftIssue, FieldValue, Project, ProjectField, ProjectItem } from '../state/project.ts';
import type { Comment, Issue, PullRequest, Repository, Review, TimelineEvent } from '../state/repository.ts';
import type { User } from '../state/user.ts';

/** What resolvers get as the parent of their field: a piece of the state, tagged with its GraphQL type. */
export type Source =
  | AccountSource
  | RepositorySource
  | IssueSource
  | PullSource
  | CommentSource
  | LabelSource
  | LabelEventSource
  | ReviewSource
  | RefSource
  | CommitSource
  | BlobSource
  | TreeSource
  | ProjectSource
  | FieldSource
  | ItemSource
  | ValueSource
  | DraftSource;

export interface AccountSource {
  __typename: User['type'];
  user: User;
}

export interface RepositorySource {
  __typename: 'Repository';
  repository: Repository;
}

export interface IssueSource {
  __typename: 'Issue';
  repository: Repository;
  issue: Issue;
}

export interface PullSource {
  __typename: 'PullRequest';
  repository: Repository;
  issue: Issue;
  pull: PullRequest;
}

export interface CommentSource {
  __typename: 'IssueComment';
  repository: Repository;
  issue: Issue;
  comment: Comment;
}

export interface LabelSource {
  __typename: 'Label';
  repository: Repository;
  label: Label;
}

export interface LabelEventSource {
  __typename: 'LabeledEvent' | 'UnlabeledEvent';
  repository: Repository;
  entry: TimelineEvent & { label: Label };
}

export interface ReviewSource {
  __typename: 'PullRequestReview';
  repository: Repository;
  issue: Issue;
  pull: PullRequest;
  review: Review;
}

export interface RefSource {
  __typename: 'Ref';
  repository: Repository;
  /** In full: `refs/heads/main`. */
  ref: string;
}

export interface CommitSource {
  __typename: 'Commit';
  repository: Repository;
  commit: CommitRecord;
}

export interface BlobSource {
  __typename: 'Blob';
  repository: Repository;
  oid: string;
  content: Buffer;
}

export interface TreeSource {
  __typename: 'Tree';
  repository: Repository;
  oid: string;
  entries(): Promise<TreeEntry[]>;
}

export interface ProjectSource {
  __typename: 'ProjectV2';
  project: Project;
}

export interface FieldSource {
  __typename: 'ProjectV2Field' | 'ProjectV2SingleSelectField';
  project: Project;
  field: ProjectField;
}

export interface ItemSource {
  __typename: 'ProjectV2Item';
  item: ProjectItem;
}

export interface ValueSource {
  __typename: `ProjectV2ItemField${'SingleSelect' | 'Text' | 'Number' | 'Date'}Value`;
  item: ProjectItem;
  field: ProjectField;
  value: FieldValue;
}

export interface DraftSource {
  __typename: 'DraftIssue';
  draft: DraftIssue;
}

export function accountSource(user: User): AccountSource {
  return { __typename: user.type, user };
}

export function repositorySource(repository: Repository): RepositorySource {
  return { __typename: 'Repository', repository };
}

/** Pull requests are issues in the state and types of their own in GraphQL. */
export function issueSource(repository: Repository, issue: Issue): IssueSource | PullSource {
  if (issue.pull) return { __typename: 'PullRequest', repository, issue, pull: issue.pull };
  return { __typename: 'Issue', repository, issue };
}

export function fieldSource(project: Project, field: ProjectField): FieldSource {
  const isSelect = field.dataType === 'SINGLE_SELECT';
  return { __typename: isSelect ? 'ProjectV2SingleSelectField' : 'ProjectV2Field', project, field };
}

export function itemSource(item: ProjectItem): ItemSource {
  return { __typename: 'ProjectV2Item', item };
}

export function projectSource(project: Project): ProjectSource {
  return { __typename: 'ProjectV2', project };
}
