/** The sentences about git and the checkout that a command was started in. */

export const gitMissing = 'There is no `git` on the PATH. Install it.';

export function notACheckout(folder: string): string {
  return `${folder} is in no git checkout. Change to a clone of the repository that Interlock is to work in.`;
}

export function remoteMissing(name: string): string {
  return `This checkout has no remote "${name}". Add it (git remote add ${name} ADDRESS), or name another with --remote.`;
}

// The address is not shown: it may hold a token.
export function remoteUnreadable(name: string): string {
  return `The address of the remote "${name}" names no repository on GitHub. Expected something like https://github.com/acme/web.git; name another remote with --remote.`;
}

export function hostNotTrusted(host: string): string {
  return `The repository is on ${host}, and nothing says that your token is for it. Set GH_HOST=${host} if it is.`;
}

export const tokenMissing =
  'There is no token. Set GH_TOKEN or GITHUB_TOKEN, for example with GH_TOKEN=$(gh auth token).';

const NAME_IT = 'Name it: --action OWNER/interlock@COMMIT, with all 40 digits of the commit.';

export function actionUnknown(program: string): string {
  return `${program} is not a clone of Interlock, so the commit for \`uses:\` is unknown. ${NAME_IT}`;
}

export function actionWithoutOrigin(program: string): string {
  return `Interlock's own clone, ${program}, has no remote "origin", so the repository for \`uses:\` is unknown. ${NAME_IT}`;
}

// The address is not shown: it may hold a token.
export function actionElsewhere(program: string, host: string): string {
  return `Interlock's own clone, ${program}, was not cloned from ${host}: its remote "origin" names no repository there, where \`uses:\` looks. Push Interlock to ${host}. ${NAME_IT}`;
}

export function actionNotPushed(commit: string): string {
  return `Interlock's own checkout is at ${commit}, which is on no branch of its remote: GitHub could not find it. Push it, or name another with --action OWNER/interlock@COMMIT.`;
}

export function actionInvalid(given: string): string {
  return `--action is "${given}". Expected OWNER/NAME@COMMIT with all 40 digits of the commit: a tag can be moved to other code.`;
}
