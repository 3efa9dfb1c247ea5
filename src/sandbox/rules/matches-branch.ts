import type { Ruleset } from '../ruleset.ts';

interface Branches extends Pick<Ruleset, 'branches' | 'exclude'> {}

/** Whether a ruleset is about a branch, which need not be there. */
export function matchesBranch(
  { branches, exclude = [] }: Branches,
  name: string,
  isDefault: boolean,
): boolean {
  const matches = (pattern: string): boolean => {
    if (pattern === '~ALL') return true;
    if (pattern === '~DEFAULT_BRANCH') return isDefault;
    return toExpression(pattern).test(name);
  };
  return branches.some(matches) && !exclude.some(matches);
}

/**
 * Ruby's `fnmatch` with `FNM_PATHNAME`, which GitHub names as its own: `*` ends at a slash, and `**` is one more `*` unless
 * a slash follows it. https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#using-fnmatch-syntax
 */
function toExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*+|\?|\[[^\]]*\]|[\\^$.|+(){}[\]]/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part.startsWith('*')) return '[^/]*';
    if (part === '?') return '[^/]';
    return part.length > 1 ? part.replace(/^\[!/, '[^') : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
