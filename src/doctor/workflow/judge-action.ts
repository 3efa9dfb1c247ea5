import type { ActionsPermissions, SelectedActions } from '../../github/actions/actions-permissions.ts';

export interface ActionRules extends Pick<ActionsPermissions, 'allowed' | 'requiresSha'> {
  /** Of the repository. */
  readonly owner: string;
  /** Where `allowed` is `selected`. */
  readonly selected: SelectedActions | undefined;
}

export type ActionVerdict = 'allowed' | 'forbidden' | 'maybe-forbidden' | 'not-pinned';

/** What the settings of Actions say to an action as a workflow names it in `uses`. */
export function judgeAction(uses: string, rules: ActionRules): ActionVerdict {
  if (uses.startsWith('./') || uses.startsWith('docker:')) return 'allowed';
  const verdict = judgeName(uses.toLowerCase(), rules);
  if (verdict !== 'allowed') return verdict;
  return rules.requiresSha && !/@[0-9a-f]{40}$/i.test(uses) ? 'not-pinned' : 'allowed';
}

function judgeName(uses: string, { allowed, owner, selected }: ActionRules): ActionVerdict {
  if (allowed === 'all') return 'allowed';
  const [its = ''] = uses.split('/');
  const isOwn = its === owner.toLowerCase();
  if (allowed === 'local_only' || !selected) return isOwn ? 'allowed' : 'forbidden';
  const { patterns, githubOwned, verified } = selected;
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(uses, pattern.slice(1))))
    return 'forbidden';
  if (isOwn || patterns.some((pattern) => matches(uses, pattern))) return 'allowed';
  if (githubOwned && (its === 'actions' || its === 'github')) return 'allowed';
  return verified ? 'maybe-forbidden' : 'forbidden';
}

/** `OWNER/NAME@REF`; a pattern without a ref is about all of them. */
function matches(uses: string, pattern: string): boolean {
  const text = pattern.trim().toLowerCase();
  const [name = ''] = uses.split('@');
  return glob(text).test(text.includes('@') ? uses : name);
}

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
