import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pullRequestAgents } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import type { RepositoryName } from '../../core/item-id.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { NextStep } from '../../core/text/next-steps.ts';
import { neededKeys } from '../../doctor/engine-needs.ts';
import { listSecretNames, mayActionsCreatePullRequests } from '../../github/actions/actions-settings.ts';
import { readVariable } from '../../github/actions/read-variable.ts';
import { readTextFile } from '../../github/repositories/contents.ts';
import type { GitHub } from '../../github/wire/client.ts';
import { readIfThere } from './plan-file.ts';

interface SetUp {
  /** Top folder of the checkout. */
  readonly root: string;
  readonly home: RepositoryName;
  readonly config: Config;
  /** Of the files that belong to the set-up. */
  readonly paths: readonly string[];
  readonly usesApp: boolean;
}

/** What a person still has to do. Without `github`, or where it cannot be looked at, a step counts as left. */
export async function findNextSteps(setUp: SetUp, github: GitHub | undefined): Promise<readonly NextStep[]> {
  const { root, config, usesApp } = setUp;
  const agents = pullRequestAgents(config.agents);
  const programs = agents.flatMap((agent) =>
    agent.engine === 'command' ? (/^(?:\.\/)?[\w.-]+(?:\/[\w.-]+)+/.exec(agent.command)?.[0] ?? []) : [],
  );
  const opensPullRequests = agents.length > 0;
  return [
    ...programs
      .filter((program) => !existsSync(join(root, program)))
      .map((program) => ({ kind: 'write', program }) as const),
    ...((await isDone(github, (one) => arePushed(one, setUp))) ? [] : [{ kind: 'push' } as const]),
    ...(await stepsForKeys(setUp, github)),
    ...(usesApp ? await stepsForApp(setUp, github) : []),
    ...(usesApp ||
    !opensPullRequests ||
    (await isDone(github, (one) => mayActionsCreatePullRequests(one, setUp.home)))
      ? []
      : [{ kind: 'allow-pull-requests' } as const]),
  ];
}

async function isDone(
  github: GitHub | undefined,
  look: (github: GitHub) => Promise<boolean>,
): Promise<boolean> {
  if (!github) return false;
  try {
    return await look(github);
  } catch (error) {
    if (error instanceof ProviderError) return false;
    throw error;
  }
}

/** Whether the default branch has them as they are here. */
async function arePushed(github: GitHub, { root, home, paths }: SetUp): Promise<boolean> {
  for (const path of paths) {
    const there = await readTextFile(github, home, { path });
    if (there.kind !== 'found' || there.text !== (await readIfThere(join(root, path)))) return false;
  }
  return true;
}

async function stepsForKeys(
  { home, config }: SetUp,
  github: GitHub | undefined,
): Promise<readonly NextStep[]> {
  const steps: NextStep[] = [];
  for (const { agents: names, variables } of neededKeys(config.agents)) {
    const isThere = await isDone(github, async (one) => {
      const secrets = await listSecretNames(one, home);
      return variables.some((name) => secrets.includes(name));
    });
    if (!isThere) steps.push({ kind: 'give-key', agents: names, secrets: variables });
  }
  return steps;
}

const VARIABLE = 'INTERLOCK_CLIENT_ID';
const SECRET = 'INTERLOCK_PRIVATE_KEY';

async function stepsForApp({ home }: SetUp, github: GitHub | undefined): Promise<readonly NextStep[]> {
  const hasVariable = await isDone(
    github,
    async (one) => (await readVariable(one, home, VARIABLE)) !== undefined,
  );
  const hasSecret = await isDone(github, async (one) => (await listSecretNames(one, home)).includes(SECRET));
  if (hasVariable && hasSecret) return [];
  return [
    {
      kind: 'give-credentials',
      variable: hasVariable ? undefined : VARIABLE,
      secret: hasSecret ? undefined : SECRET,
    },
  ];
}
