import { type Reason, reasons } from '../reasons.ts';

/** Every sentence about a request to GitHub that did not succeed. `doing` completes "Could not ...". */

export function badCredentials(doing: string, answer: string): string {
  return sentences(`Could not ${doing}: ${answer || 'bad credentials'}`, reasons['bad-credentials'].remedy);
}

export function appNotInstalled(doing: string): string {
  return sentences(`Could not ${doing}: the App is not installed there`, 'Install it on the repository.');
}

export function privateKeyInvalid(doing: string): string {
  return sentences(
    `Could not ${doing}: the private key of the App is no PEM key`,
    'Give the whole text of the file that GitHub generated, with its first and last line.',
  );
}

export function permissionMissing(doing: string, answer: string, permissions: readonly string[]): string {
  return sentences(
    `Could not ${doing}: ${answer || 'forbidden'}`,
    permissions.length > 0
      ? `The token needs \`${permissions.join('` or `')}\`: grant it to the App, or in the \`permissions\` of the job.`
      : 'Grant the token the permission, in the App or in the `permissions` of the job.',
  );
}

export function actionsMayNotCreatePullRequests(doing: string): string {
  return sentences(
    `Could not ${doing}: GitHub Actions is not permitted to create pull requests here`,
    'Switch on "Allow GitHub Actions to create and approve pull requests" in Settings, Actions, General of the ' +
      'repository (or of its organization), or give the action the credentials of an App.',
  );
}

export function rateLimited(doing: string, answer: string, seconds: number | undefined): string {
  return sentences(
    `Could not ${doing}: ${answer || 'a rate limit of GitHub is used up'}`,
    seconds === undefined
      ? 'Nothing was lost; run it again later.'
      : `Nothing was lost; run it again in ${duration(seconds)}.`,
  );
}

export function noAnswer(doing: string, what: string): string {
  return sentences(
    `Could not ${doing}: GitHub did not answer as it should (${what})`,
    'It usually recovers within minutes.',
  );
}

export function refusedByGitHub(doing: string, answer: string, reason: Reason): string {
  return sentences(`Could not ${doing}: GitHub answered ${answer}`, reasons[reason].remedy);
}

export function notUnderstood(doing: string, problems: readonly string[]): string {
  return sentences(`Could not ${doing}: GitHub's answer is not as documented (${problems.join('; ')})`);
}

export function tooMany(doing: string, bound: number): string {
  return sentences(
    `Could not ${doing}: there are more than ${bound} entries, and a part is never taken for all`,
  );
}

function duration(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function sentences(...texts: readonly string[]): string {
  return texts.map((text) => (/[.!?]$/.test(text) ? text : `${text}.`)).join(' ');
}
