import type { ActionsPolicy } from '../../github/actions/actions-policies.ts';

/** Whether a policy of Actions is about a workflow file. */
export function targets({ workflows }: Pick<ActionsPolicy, 'workflows'>, path: string): boolean {
  if (!workflows) return true;
  const { include, exclude } = workflows;
  if (exclude.some((pattern) => glob(pattern).test(path))) return false;
  return include.length === 0 || include.some((pattern) => pattern === '~ALL' || glob(pattern).test(path));
}

/** `*` stays in a folder, `**` does not. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/\*+/g, (stars) => (stars.length > 1 ? '.*' : '[^/]*'));
  return new RegExp(`^${source}$`);
}
