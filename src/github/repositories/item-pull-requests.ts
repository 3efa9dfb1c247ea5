import * as z from 'zod';
import { foldersOf, lastPart, projectOfBranch } from '../../core/branch-name.ts';
import { formatItemId, type ItemId } from '../../core/item-id.ts';
import { pageInfoSchema } from '../projects/project-layout.ts';
import type { GitHub } from '../wire/client.ts';
import { query } from '../wire/graphql.ts';
import type { PullRequest } from './pull-requests.ts';

export interface ItemPullRequests {
  /** What the item's work is to be merged into: the default branch. `undefined`: the repository is empty. */
  readonly base: string | undefined;
  /** A branch beside which git cannot have the item's: it stands where a folder has to be, or below the item's branch. */
  readonly inTheWay: string | undefined;
  /** The open one from the item's branch into that base. GitHub allows only one. */
  readonly own: PullRequest | undefined;
  /** Open ones from the branches that other projects have for the same item, whatever they are to be merged into. */
  readonly others: readonly OtherPullRequest[];
  /** Open ones that would close the item, from branches of the repository that are no project's. */
  readonly people: readonly PullRequest[];
  /** The newest merged one that closes the item, also one from a fork. */
  readonly merged: PullRequest | undefined;
  /** Whether there ever was one from the item's branch into the base. */
  readonly hadOwn: boolean;
  /** Whether somebody reopened the item after it had been closed. */
  readonly isReopened: boolean;
}

export interface OtherPullRequest {
  /** Key of the other project. */
  readonly project: string;
  readonly pullRequest: PullRequest;
}

interface Question {
  readonly item: ItemId;
  /** Of the asking project. */
  readonly project: string;
  readonly branch: string;
}

/**
 * All that Interlock has open for an item, in one request; in two where other projects have branches for it. They are
 * found by the names of branches, which are exact, and by closing references besides.
 */
export async function readItemPullRequests(github: GitHub, question: Question): Promise<ItemPullRequests> {
  const { item, project } = question;
  const isOthers = (branch: string): boolean => {
    const key = projectOfBranch(branch, item);
    return key !== undefined && key !== project;
  };
  const names: string[] = [];
  let page = await readPage(github, question, null);
  const { own, linked, base, folder, merged, isReopened } = page;
  names.push(...page.branches);
  while (page.next !== undefined) {
    page = await readPage(github, question, page.next);
    names.push(...page.branches);
  }
  const theirs = names.filter(isOthers);
  const fromBranches = theirs.length === 0 ? [] : await readOpenFrom(github, item, theirs);
  const others = new Map<number, OtherPullRequest>();
  for (const pullRequest of [...fromBranches, ...linked]) {
    const key = projectOfBranch(pullRequest.branch, item);
    if (key !== undefined && key !== project) others.set(pullRequest.number, { project: key, pullRequest });
  }
  const people = linked.filter(({ branch }) => projectOfBranch(branch, item) === undefined);
  const ours = own.filter((pull) => pull.branch === question.branch && pull.base === base);
  const open = ours.filter((pull) => pull.open);
  return {
    base,
    inTheWay: folder ?? names.find((name) => name.startsWith(`${question.branch}/`)),
    own: newestOf(open),
    others: [...others.values()].sort((a, b) => a.pullRequest.number - b.pullRequest.number),
    people,
    merged,
    hadOwn: ours.length > 0,
    isReopened,
  };
}

function newestOf(pulls: readonly PullRequest[]): PullRequest | undefined {
  return pulls.toSorted((a, b) => b.number - a.number)[0];
}

const PULL = `fragment Pull on PullRequest {
  number url title body state isDraft merged headRefName headRefOid baseRefName
  isCrossRepository repository { nameWithOwner } author { login }
}`;

const pullSchema = z.object({
  number: z.int(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  merged: z.boolean(),
  headRefName: z.string(),
  headRefOid: z.string(),
  baseRefName: z.string(),
  isCrossRepository: z.boolean(),
  repository: z.object({ nameWithOwner: z.string() }),
  author: z.object({ login: z.string() }).nullable(),
});

const pullsSchema = z.object({ nodes: z.array(pullSchema.nullable()) });

type Pulls = z.infer<typeof pullsSchema>;

/** Those of another repository are left out. */
function ofRepository({ owner, repository }: ItemId, { nodes }: Pulls): readonly Pull[] {
  const home = `${owner}/${repository}`.toLowerCase();
  return nodes.flatMap((raw) =>
    raw && raw.repository.nameWithOwner.toLowerCase() === home
      ? [{ ...toPullRequest(raw), isFromFork: raw.isCrossRepository }]
      : [],
  );
}

interface Pull extends PullRequest {
  readonly isFromFork: boolean;
}

/** A branch of a fork is nobody's branch here. */
function notFromFork({ isFromFork }: Pull): boolean {
  return !isFromFork;
}

function toPullRequest(raw: z.infer<typeof pullSchema>): PullRequest {
  return {
    number: raw.number,
    url: raw.url,
    title: raw.title,
    body: raw.body,
    open: raw.state === 'OPEN',
    merged: raw.merged,
    draft: raw.isDraft,
    author: raw.author?.login ?? '',
    branch: raw.headRefName,
    headSha: raw.headRefOid,
    base: raw.baseRefName,
  };
}

const refSchema = z.object({ name: z.string() }).nullable();

const pageSchema = z.object({
  repository: z.object({
    defaultBranchRef: refSchema,
    ours: refSchema,
    projects: refSchema,
    own: pullsSchema,
    refs: z.object({ pageInfo: pageInfoSchema, nodes: z.array(z.object({ name: z.string() })) }).nullable(),
    issue: z
      .object({ stateReason: z.string().nullish(), closedByPullRequestsReferences: pullsSchema.nullable() })
      .nullable(),
  }),
});

const aboutItem = (item: ItemId) => ({
  doing: `look for the pull requests of ${formatItemId(item)}`,
  missing: 'item-missing' as const,
  needs: ['pull-requests: read'],
});

async function readPage(github: GitHub, { item, branch }: Question, after: string | null) {
  const [ours = '', projects = ''] = foldersOf(branch).map((folder) => `refs/heads/${folder}`);
  const { repository } = await query(github, {
    ...aboutItem(item),
    document: `query ItemPullRequests($owner: String!, $name: String!, $issue: Int!, $branch: String!,
        $branches: String!, $ours: String!, $projects: String!, $after: String) {
      repository(owner: $owner, name: $name) {
        defaultBranchRef { name }
        ours: ref(qualifiedName: $ours) { name }
        projects: ref(qualifiedName: $projects) { name }
        own: pullRequests(last: 50, headRefName: $branch) { nodes { ...Pull } }
        refs(first: 100, after: $after, refPrefix: "refs/heads/", query: $branches) {
          pageInfo { hasNextPage endCursor } nodes { name }
        }
        issue(number: $issue) {
          stateReason
          closedByPullRequestsReferences(first: 50, includeClosedPrs: true) { nodes { ...Pull } }
        }
      }
    } ${PULL}`,
    variables: {
      owner: item.owner,
      name: item.repository,
      issue: item.number,
      branch,
      // GitHub looks for it anywhere in a name; what it finds is looked at.
      branches: lastPart(item),
      ours,
      projects,
      after,
    },
    answer: pageSchema,
  });
  const { defaultBranchRef, own, refs, issue } = repository;
  const linked = ofRepository(item, issue?.closedByPullRequestsReferences ?? { nodes: [] });
  return {
    folder: repository.ours?.name ?? repository.projects?.name,
    base: defaultBranchRef?.name,
    own: ofRepository(item, own).filter(notFromFork),
    branches: refs?.nodes.map(({ name }) => name) ?? [],
    next: refs?.pageInfo,
    linked: linked.filter((pull) => pull.open && notFromFork(pull)),
    merged: newestOf(linked.filter((pull) => pull.merged)),
    isReopened: issue?.stateReason === 'REOPENED',
  };
}

async function readOpenFrom(
  github: GitHub,
  item: ItemId,
  branches: readonly string[],
): Promise<readonly PullRequest[]> {
  const aliases = branches.map((_, index) => `from${index}`);
  const { repository } = await query(github, {
    ...aboutItem(item),
    document: `query OtherPullRequests($owner: String!, $name: String!,
        ${branches.map((_, index) => `$branch${index}: String!`).join(', ')}) {
      repository(owner: $owner, name: $name) {
        ${aliases
          .map(
            (alias, index) =>
              `${alias}: pullRequests(first: 50, states: OPEN, headRefName: $branch${index}) { nodes { ...Pull } }`,
          )
          .join('\n')}
      }
    } ${PULL}`,
    variables: {
      owner: item.owner,
      name: item.repository,
      ...Object.fromEntries(branches.map((branch, index) => [`branch${index}`, branch])),
    },
    answer: z.object({ repository: z.record(z.string(), pullsSchema) }),
  });
  return Object.values(repository)
    .flatMap((pulls) => ofRepository(item, pulls))
    .filter(notFromFork);
}
