import * as z from 'zod';
import type { RepositoryName } from '../../core/item-id.ts';
import type { GitHub } from '../wire/client.ts';
import { write, writeOrFind } from '../wire/exchange.ts';
import { listBranchRules } from './branch-rules.ts';

export interface NewRuleset {
  readonly name: string;
  /** Pattern of the branches that it holds for, without `refs/heads/`. */
  readonly branches: string;
  readonly rules: readonly ('deletion' | 'non_fast_forward')[];
}

/** Makes a ruleset that binds everybody. @param sample a branch that it holds for, by which it is found again. */
export function createRuleset(
  github: GitHub,
  { owner, repository }: RepositoryName,
  { name, branches, rules }: NewRuleset,
  sample: string,
): Promise<true> {
  return writeOrFind<true>(
    async () => {
      await write({
        doing: `make the ruleset "${name}" of ${owner}/${repository}`,
        missing: 'permission-missing',
        answer: z.object({ id: z.int() }),
        request: (options) =>
          github.request('POST /repos/{owner}/{repo}/rulesets', {
            owner,
            repo: repository,
            name,
            target: 'branch',
            enforcement: 'active',
            conditions: { ref_name: { include: [`refs/heads/${branches}`], exclude: [] } },
            rules: rules.map((type) => ({ type })),
            ...options,
          }),
      });
      return true;
    },
    async () => {
      const there = await listBranchRules(github, { owner, repository }, sample);
      return rules.every((type) => there.some((rule) => rule.type === type)) ? true : undefined;
    },
  );
}
