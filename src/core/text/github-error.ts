import { type Reason, reasons } from '../reasons.ts';

/** Every sentence about a request to GitHub that did not succeed. `doing` completes "Could not ...". */

export function badCredentials(doing: string, answer: string): string {
  return sentences(`Could not ${doing}: ${answer || 'bad credentials'}`, reasons['bad-credentials'].remedy);
}

/** `date`: GitHub's time, as HTTP writes it. */
export function clockWrong(doing: string, answer: string, date: string | undefined): string {
  return sentences(
    `Could not ${doing}: ${answer}`,
    `The clock of this machine is wrong${date === undefined ? '' : `: it is ${date} at GitHub`}. Set it.`,
  );
}

export function appNotInstalled(doing: string): string {
  return sentences(`Could not ${doing}: the App is not installed there`, 'Install it on the repository.');
}

const GRANT_TO_APP = 'in the settings of the App, and accept it where the App is installed';

/** Of a token that was to be minted. */
export function appLacksPermissions(doing: string, permissions: readonly string[]): string {
  return sentences(
    `Could not ${doing}: the App was not granted \`${permissions.join('`, `')}\``,
    `Grant it ${GRANT_TO_APP}.`,
  );
}

export function appNotOnAll(doing: string, repositories: readonly string[]): string {
  return sentences(
    `Could not ${doing}: the App is not installed on all of ${repositories.join(', ')}`,
    'Add them to its installation: Settings, GitHub Apps, Configure.',
  );
}

export function privateKeyInvalid(doing: string): string {
  return sentences(
    `Could not ${doing}: the private key of the App is no PEM key`,
    'Give the whole text of the file that GitHub generated, with its first and last line.',
  );
}

export function permissionMissing(doing: string, answer: string, permissions: readonly string[]): string {
  return sentences(`Could not ${doing}: ${answer || 'forbidden'}`, tokenNeeds(permissions));
}

/** `permissions`: one of them is enough. */
export function tokenNeeds(permissions: readonly string[]): string {
  const where = `${GRANT_TO_APP}, or below \`permissions\` in the job of the workflow`;
  return permissions.length > 0
    ? `The token needs \`${permissions.join('` or `')}\`: grant it ${where}.`
    : `Grant the token the permission ${where}.`;
}

export function actionsMayNotCreatePullRequests(doing: string): string {
  return sentences(
    `Could not ${doing}: GitHub Actions is not permitted to create pull requests here`,
    'Switch on "Allow GitHub Actions to create and approve pull requests" in Settings, Actions, General of the ' +
      'repository (or of its organization), or give the action the credentials of an App.',
  );
}

/** `answer`: GitHub's, which names the rules. */
export function forbiddenByRule(doing: string, answer: string): string {
  return sentences(
    `Could not ${doing}: a rule of the repository forbids it (${rulesIn(answer)})`,
    'Let the account of the token bypass that rule, or exclude the branch from it: Settings, Rules, Rulesets.',
  );
}

/** On one line, without the sentence before them that says nothing. */
export function rulesIn(answer: string): string {
  const said = answer.replace(/^Repository rule violations found/, '').replaceAll(/\s+/g, ' ');
  return said.trim().replace(/\.$/, '');
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
