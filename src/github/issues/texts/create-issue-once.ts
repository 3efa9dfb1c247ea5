import * as z from 'zod';
import type { ItemId, RepositoryName } from '../../../core/item-id.ts';
import { itemIdOf } from '../../projects/project-cards.ts';
import type { GitHub } from '../../wire/client.ts';
import { write, writeOrFind } from '../../wire/exchange.ts';
import { query } from '../../wire/graphql.ts';
import { issueSchema } from '../issues.ts';
import { isMarkedWith, withMarker } from '../marker.ts';
import type { IssueText } from './edit-issue.ts';

export interface CreatedOnce {
  readonly item: ItemId;
  /** GitHub's page of the issue. */
  readonly url: string;
  readonly created: boolean;
}

interface NewIssue extends IssueText {
  /** Tells the issue from all others. */
  readonly marker: string;
}

/** Among so many of the newest issues the marker is looked for: an attempt before those is not found. */
const NEWEST = 100;

/**
 * Creates an issue unless one with the marker is among the newest: a caller that does not know whether its first call
 * took effect may call again. Two writers at the same moment may both create one.
 */
export async function createIssueOnce(
  github: GitHub,
  repository: RepositoryName,
  issue: NewIssue,
): Promise<CreatedOnce> {
  const find = () => findMarked(github, repository, issue.marker);
  const there = await find();
  if (there) return there;
  return writeOrFind(() => createIssue(github, repository, issue), find);
}

async function createIssue(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { marker, title, body }: NewIssue,
): Promise<CreatedOnce> {
  const { data } = await write({
    doing: `create an issue in ${owner}/${repository}`,
    missing: 'item-missing',
    answer: issueSchema,
    request: (options) =>
      github.request('POST /repos/{owner}/{repo}/issues', {
        owner,
        repo: repository,
        title,
        body: withMarker(marker, body),
        ...options,
      }),
  });
  return { item: data.id, url: data.url, created: true };
}

const nodeSchema = z.object({
  number: z.int(),
  body: z.string(),
  url: z.string(),
  viewerDidAuthor: z.boolean(),
  author: z.object({ __typename: z.string() }).nullable(),
  repository: z.object({ nameWithOwner: z.string() }),
});

const answerSchema = z.object({ repository: z.object({ issues: z.object({ nodes: z.array(nodeSchema) }) }) });

/** A person who copies our marker is not heard: the App and the token of a workflow are two accounts, and both are bots. */
async function findMarked(
  github: GitHub,
  { owner, repository: name }: RepositoryName,
  marker: string,
): Promise<CreatedOnce | undefined> {
  const { repository } = await query(github, {
    doing: `look for an issue of this run in ${owner}/${name}`,
    missing: 'item-missing',
    needs: ['issues: read'],
    document: `query FindMarked($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
      issues(first: ${NEWEST}, orderBy: { field: CREATED_AT, direction: DESC }) { nodes {
        number body url viewerDidAuthor author { __typename } repository { nameWithOwner }
      } } } }`,
    variables: { owner, name },
    answer: answerSchema,
  });
  for (const { number, body, url, viewerDidAuthor, author, repository: where } of repository.issues.nodes) {
    const isOurs = viewerDidAuthor || author?.__typename === 'Bot';
    const item = itemIdOf(where.nameWithOwner, number);
    if (item && isOurs && isMarkedWith(marker, body)) return { item, url, created: false };
  }
  return undefined;
}
