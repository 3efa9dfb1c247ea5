import { reasons } from '../reasons.ts';
import { rulesIn } from './github-error.ts';

/** The sentences about the ledger's branch and what stands on it. `reading` and `appending` complete "Could not ...". */

export function reading(branch: string): string {
  return `read the ledger on ${branch}`;
}

export function appending(branch: string): string {
  return `write to the ledger on ${branch}`;
}

export function creating(branch: string): string {
  return `create the ledger on ${branch}`;
}

export function ruleInTheWay(doing: string, branch: string, answer: string): string {
  return `Could not ${doing}: a rule of the repository forbids it (${rulesIn(answer)}). Let the account of the token bypass that rule for ${branch}: only force pushes and deletions have to stay forbidden there.`;
}

export function missing(branch: string, home: string): string {
  return `There is no branch ${branch} in ${home}. ${reasons['ledger-missing'].remedy}`;
}

export function fileMissing(branch: string, file: string): string {
  return `There is no ${file} on ${branch}. ${reasons['ledger-invalid'].remedy}`;
}

export function fileUnreadable(branch: string, file: string): string {
  return `GitHub does not give the whole text of ${file} on ${branch}. ${reasons['ledger-invalid'].remedy}`;
}

export function invalid(branch: string, problems: readonly string[]): string {
  return `The ledger on ${branch} is not valid: ${problems.join('; ')}. ${reasons['ledger-invalid'].remedy}`;
}

export function newer(branch: string, found: number, known: number): string {
  return `The ledger on ${branch} has version ${found}, and this Interlock knows ${known}. ${reasons['ledger-newer'].remedy}`;
}

export function unknownForm(branch: string, problems: readonly string[]): string {
  return `The ledger on ${branch} holds what this Interlock does not know: ${problems.join('; ')}. ${reasons['ledger-newer'].remedy} If this is the newest version, somebody has edited the file by hand: take out what they put in.`;
}

export function wrongHome(branch: string, home: string): string {
  return `The ledger on ${branch} was made in another repository than ${home}. ${reasons['wrong-home'].remedy}`;
}

export function rewound(branch: string, found: number, known: number): string {
  return `The ledger on ${branch} is at entry ${found}, and entry ${known} was there before. ${reasons['ledger-rewound'].remedy}`;
}

/** GitHub's answer says no more than that it did not work. */
export function creationRefused(doing: string, branch: string, answer: string): string {
  return `Could not ${doing}: GitHub answered "${answer}". It says so where a rule of the repository forbids to create ${branch}: exclude that branch from the rule while \`interlock init\` runs, or let yourself bypass it (Settings, Rules, Rulesets). It also says so where a branch is called ${branch.split('/', 1)[0]}: rename that one.`;
}

export function repositoryEmpty(doing: string): string {
  return `Could not ${doing}: nothing was ever pushed to the repository. Push a first commit, then run \`interlock init\` again.`;
}
