import { authenticateGit } from '../auth/authenticate.ts';
import type { RefUpdate } from '../changes/refs.ts';
import type { Refusal } from '../git/receive-pack.ts';
import type { World } from '../state/world.ts';
import type { RuleViolation } from './find-violations.ts';
import { judgeRef } from './judge-refs.ts';
import { newWorkflowFile, refusedWorkflow } from './judge-workflow-files.ts';

const REASON = 'push declined due to repository rule violations';

export interface Push {
  owner: string;
  name: string;
  token: string | undefined;
  updates: readonly RefUpdate[];
}

/** What git shows of why GitHub does not take a push; nothing if it takes it. One forbidden ref declines them all. */
export async function judgePush(
  world: World,
  { owner, name, token, updates }: Push,
): Promise<Refusal | undefined> {
  const repository = world.repository(`${owner}/${name}`);
  if (!repository) return undefined;
  const by = authenticateGit(world, token);
  return world.exclusive(async () => {
    const lines: string[] = [];
    for (const update of updates) {
      const path = await newWorkflowFile({ repository, by }, update);
      if (path !== undefined) return { reason: refusedWorkflow(path), lines: [] };
    }
    for (const update of updates) {
      const violations = await judgeRef({ repository, by }, update);
      if (violations.length === 0) continue;
      lines.push(
        `error: GH013: Repository rule violations found for ${update.ref}.`,
        `Review all repository rules at ${world.url}/${repository.fullName}/rules?ref=${encodeURIComponent(update.ref)}`,
        '',
        ...violations.flatMap(toLines),
      );
    }
    return lines.length > 0 ? { reason: REASON, lines } : undefined;
  });
}

function toLines({ message, commits }: RuleViolation): string[] {
  const found = `  Found ${commits.length} violation${commits.length === 1 ? '' : 's'}:`;
  const list = commits.length === 0 ? [] : [found, '', ...commits.map((oid) => `  ${oid}`)];
  return [`- ${message}`, ...list, ''];
}
