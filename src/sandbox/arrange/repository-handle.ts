import { addIssue } from '../changes/issue.ts';
import { addLabel } from '../changes/labels.ts';
import { addPull } from '../changes/pull-request.ts';
import { signatureOf } from '../changes/signature.ts';
import type {
  IssueView,
  NewIssue,
  NewPullRequest,
  PullRequestView,
  RepositoryHandle,
} from '../repository-handle.ts';
import { checkRuleset } from '../rules/parameters.ts';
import type { Issue, IssueReference, Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

/** Fixtures go straight into the state: no events, no calls, no workflows. */
export function repositoryHandle(world: World, repository: Repository): RepositoryHandle {
  return {
    fullName: repository.fullName,
    gitDir: repository.git.gitDir,
    addIssue: (options) => ({ number: putIssue(world, repository, options).number }),
    addPullRequest: async (options) => ({ number: await putPull(world, repository, options) }),
    addSecret: (name, value) => {
      repository.secrets.set(name, value);
      world.changed();
    },
    addLabel: (options) => {
      addLabel(world, repository, options);
    },
    disableForInactivity: (path) => {
      repository.disabledWorkflows.set(path, 'disabled_inactivity');
      world.changed();
    },
    allowActionsToCreatePullRequests: () => {
      repository.allowActionsToCreatePullRequests = true;
      world.changed();
    },
    addActionsPolicy: (policy) => {
      repository.actionsPolicies.push(policy);
      world.changed();
    },
    addRuleset: (ruleset) => {
      checkRuleset(ruleset);
      repository.rulesets.push(ruleset);
      world.changed();
    },
    issue(number) {
      const issue = repository.issues.get(number);
      if (!issue) throw new Error(`there is no ${repository.fullName}#${number}`);
      return viewIssue(issue);
    },
    issues: () => [...repository.issues.values()].filter(({ pull }) => !pull).map(viewIssue),
    pullRequests: () => [...repository.issues.values()].flatMap(viewPull),
    branches: () => repository.git.branches(),
    readFile: (ref, path) => repository.git.readFile(ref, path),
  };
}

function putIssue(world: World, repository: Repository, options: NewIssue): Issue {
  const author = world.ensureUser(options.author ?? repository.owner.login);
  const { number, title, body } = options;
  const issue = addIssue(world, repository, { number, title, body, author });
  const labels = (options.labels ?? []).map(
    (name) => repository.labels.get(name.toLowerCase()) ?? addLabel(world, repository, { name }),
  );
  repository.issues.setLabels(issue, labels);
  for (const reference of options.blockedBy ?? []) {
    world.dependencies.add({ repository, issue }, toReference(world, repository, reference));
  }
  if (options.state === 'closed') {
    repository.issues.setState(issue, 'closed');
    issue.stateReason = options.stateReason ?? 'completed';
    issue.closedAt = issue.updatedAt;
    issue.closedBy = author;
  }
  world.changed();
  return issue;
}

function toReference(world: World, home: Repository, reference: number | string): IssueReference {
  if (typeof reference === 'number') return { repositoryId: home.id, number: reference };
  const [fullName = '', number] = reference.split('#');
  const repository = world.repository(fullName);
  if (!repository) throw new Error(`${reference}: there is no repository ${fullName}`);
  return { repositoryId: repository.id, number: Number(number) };
}

async function putPull(world: World, repository: Repository, options: NewPullRequest): Promise<number> {
  const author = world.ensureUser(options.author ?? options.fork ?? repository.owner.login);
  const { number, title, body, head, base = repository.defaultBranch } = options;
  const baseSha = await repository.git.head(base);
  if (baseSha === undefined) throw new Error(`${repository.fullName} has no branch ${base}`);
  const headRepository = options.fork === undefined ? undefined : forkOf(world, repository, options.fork);
  // The commits of a fork can be had from the repository itself, but by no branch of its own.
  const branch = headRepository ? `fork/${headRepository.id}` : head;
  const headSha = await repository.git.commitFiles({
    branch,
    message: title,
    files: options.files,
    author: signatureOf(world, author),
    parents: [(await repository.git.head(branch)) ?? baseSha],
  });
  if (headRepository) await repository.git.deleteRef(`refs/heads/${branch}`);
  const issue = addPull(world, repository, {
    number,
    title,
    body,
    author,
    headRef: head,
    ...(headRepository && { headRepository }),
    baseRef: base,
    headSha,
    baseSha,
  });
  world.changed();
  return issue.number;
}

function forkOf(world: World, repository: Repository, login: string): Repository {
  const id = world.ids.next('repository');
  const owner = world.ensureUser(login);
  const nodeId = world.ids.nodeId('repository', id);
  return { ...repository, id, nodeId, owner, fullName: `${login}/${repository.name}`, isFork: true };
}

function viewIssue(issue: Issue): IssueView {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: issue.labels.map(({ name }) => name),
    comments: issue.comments.map(({ id, author, body }) => ({ id, author: author.login, body })),
    timeline: issue.timeline.map(({ event, label, actor }) => ({
      event,
      actor: actor.login,
      ...(label === undefined ? {} : { label: label.name }),
    })),
  };
}

function viewPull({ number, title, body, state, author, pull }: Issue): PullRequestView[] {
  if (!pull) return [];
  const { headRef, baseRef, mergedAt, draft } = pull;
  return [
    {
      number,
      title,
      body,
      state,
      head: headRef,
      base: baseRef,
      merged: mergedAt !== null,
      author: author.login,
      draft,
    },
  ];
}
