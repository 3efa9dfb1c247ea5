import { join } from 'node:path';
import { signatureOf } from '../changes/signature.ts';
import { GitRepository } from '../git/git-repository.ts';
import { checkRuleset } from '../rules/parameters.ts';
import type { NewRepository } from '../sandbox.ts';
import { Issues, type Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';

const DEFAULT_BRANCH = 'main';

/** A repository with one commit, so that its default branch exists; unless it is to be empty. */
export async function createRepository(
  world: World,
  root: string,
  options: NewRepository,
): Promise<Repository> {
  const fullName = `${options.owner}/${options.name}`;
  options.rulesets?.forEach(checkRuleset);
  if (world.repository(fullName)) throw new Error(`${fullName} exists already`);
  const owner = world.ensureUser(options.owner, options.ownerType ?? 'Organization');
  const gitDir = join(root, options.owner.toLowerCase(), `${options.name.toLowerCase()}.git`);
  const git = await GitRepository.create(gitDir, DEFAULT_BRANCH);
  const id = world.ids.next('repository');
  const now = world.clock.tick();
  const repository: Repository = {
    id,
    nodeId: world.ids.nodeId('repository', id),
    owner,
    name: options.name,
    fullName,
    private: options.private ?? false,
    isFork: false,
    defaultBranch: DEFAULT_BRANCH,
    git,
    variables: new Map(Object.entries(options.variables ?? {})),
    secrets: new Map(Object.entries(options.secrets ?? {})),
    organizationSecrets: new Map(Object.entries(options.organizationSecrets ?? {})),
    disabledWorkflows: new Map(),
    allowActionsToCreatePullRequests: options.allowActionsToCreatePullRequests ?? true,
    actions: {
      enabled: true,
      allowed: 'all',
      githubOwned: true,
      verified: true,
      patterns: [],
      requiresSha: false,
      ...options.actions,
    },
    actionsPolicies: [...(options.actionsPolicies ?? [])],
    rulesets: [...(options.rulesets ?? [])],
    signed: new Set(),
    labels: new Map(),
    issues: new Issues(),
    commitComments: new Map(),
    lastNumber: 0,
    createdAt: now,
    updatedAt: now,
    pushedAt: now,
  };
  if (!options.empty) {
    await git.commitFiles({
      branch: DEFAULT_BRANCH,
      message: 'Initial commit',
      files: { 'README.md': `# ${options.name}\n`, ...options.files },
      author: signatureOf(world, owner),
    });
  }
  world.addRepository(repository);
  world.changed();
  return repository;
}
