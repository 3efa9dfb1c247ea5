import { inCode } from './plain-text.ts';

/** What a server says when it does not take a push, and what there is to do about it. Names of files are data. */

export interface LargeFile {
  readonly path: string;
  /** Such as `120.00 MB`. */
  readonly size: string;
}

export interface FoundSecret {
  /** What GitHub calls such a secret. */
  readonly kind: string;
  /** With the line, where GitHub names it. */
  readonly path: string;
}

const MOST = 10;

/** `doing` completes "Could not ..."; `what` is one of the sentences below. */
export function refusedMessage(doing: string, what: string): string {
  return `Could not ${doing}: it was refused. ${what}`;
}

/** `limit` is empty where GitHub did not name it. */
export function filesTooLarge(files: readonly LargeFile[], limit: string): string {
  const named = list(files.map(({ path, size }) => `${inCode(path)} (${size})`));
  const what = named === '' ? 'A file is too large' : `Too large: ${named}`;
  const most = limit === '' ? '' : `; GitHub takes at most ${limit}`;
  return `${what}${most}. Keep such files out of the change: put what a build makes into \`.gitignore\`.`;
}

/** `allow`: the page on which GitHub lets a secret pass. */
export function secretsFound(secrets: readonly FoundSecret[], allow: string | undefined): string {
  const named = list(secrets.map(({ kind, path }) => `${kind || 'a secret'} in ${inCode(path)}`));
  const found = named === '' ? 'GitHub found a secret in the change' : `GitHub found in the change: ${named}`;
  const pass = allow === undefined ? '' : ` If it is no real secret, let it pass on ${allow}.`;
  return `${found}. Revoke a real secret, and make the change work without it.${pass}`;
}

export const lfsObjectsMissing =
  'The change points to Git LFS objects that GitHub does not have: Interlock uploads none. Make this change by hand.';

export const privateEmail =
  'The account of the token keeps its e-mail address private, and a commit would show it. Switch off "Block command line pushes that expose my email" in that account\'s settings, or give the action the credentials of an App.';

export const nameTaken =
  'A branch has a name that is in the way: git cannot hold `interlock` or `interlock/<project>` beside the branches of items. Rename or delete it.';

/** `rules`: GitHub's sentences. */
export function filesForbidden(rules: readonly string[]): string {
  return `A rule of the repository forbids files of the change (${rules.join('; ')}). Keep them out of it, or change the rule: Settings, Rules, Rulesets.`;
}

/** `said`: what the server said, line by line. */
export function otherRefusal(said: readonly string[]): string {
  const words = said.filter((line) => /\w/.test(line)).slice(0, 3);
  return words.length > 0 ? `The server said: ${inCode(words.join(' / '))}.` : '';
}

/** `rules`: GitHub's sentences, without their full stops; none where it gave none. */
export function branchProtected(rules: readonly string[]): string {
  const named = rules.length > 0 ? ` (${rules.join('; ')})` : '';
  return `A rule of the repository protects the branch${named}: exempt the branches below \`interlock/\`.`;
}

export const workflowFilePushed =
  "The change touches a workflow file, which GitHub lets no workflow's own token do, and an App only with " +
  '`workflows: write`. Interlock does not ask for it. GitHub says the same if the change touches none, and the workflow ' +
  'files of the default branch have changed since the run began: then move the item to todo again.';

function list(entries: readonly string[]): string {
  const more = entries.length > MOST ? ` and ${entries.length - MOST} more` : '';
  return `${entries.slice(0, MOST).join(', ')}${more}`;
}
