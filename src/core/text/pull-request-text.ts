import { formatItemId, type ItemId, parseRepositoryName, type RepositoryName } from '../item-id.ts';
import { cut } from './cut.ts';
import { plainText } from './plain-text.ts';
import { fillTemplate, LONGEST_TEMPLATE } from './pull-request-template.ts';

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

interface Work {
  readonly item: ItemId;
  /** Of the item: its author's words. */
  readonly title: string;
  /** What the agent calls its work, made harmless. */
  readonly agentTitle?: string | undefined;
  readonly runUrl: string;
}

interface CommittedWork extends Work {
  /** A sentence for the commit's body. */
  readonly note?: string;
}

interface ReviewedWork extends Work {
  /** What the agent says of its work, made harmless; empty if it said nothing. */
  readonly summary: string;
  /** What the engine left that is not in the changes: complete sentences, or none. */
  readonly leftOut: string;
  /** The team's template, if it has one. */
  readonly template?: string | undefined;
}

/** Of the item's own text only its title is used, as data: its keywords close nothing but the item itself. */
export function pullRequestText({
  runUrl,
  summary,
  leftOut,
  template,
  ...work
}: ReviewedWork): PullRequestText {
  const body = [
    `Closes ${formatItemId(work.item)}`,
    '',
    `Made by Interlock in [this run](${runUrl}). Review it as you would review anybody's work.`,
    ...(leftOut === '' ? [] : ['', leftOut]),
    ...described(summary, template),
    '',
  ].join('\n');
  return { title: titleOf(work), body: cut(body, LONGEST_BODY) };
}

/** GitHub takes 65,536 characters. */
const LONGEST_BODY = 65_000;

function described(summary: string, template: string | undefined): readonly string[] {
  if (template !== undefined && template.length <= LONGEST_TEMPLATE) {
    return ['', fillTemplate(template, summary)];
  }
  return summary === '' ? [] : ['', '## What the agent says', '', summary];
}

export function commitMessage({ runUrl, note, ...work }: CommittedWork): string {
  const body = note === undefined ? '' : `${note}\n\n`;
  return `${titleOf(work)}\n\n${body}Item: ${formatItemId(work.item)}\nRun: ${runUrl}\n`;
}

/** Of a commit that keeps what a run left which did not come to its end. */
export const UNFINISHED = 'Unfinished: the run stopped before the work was done.';

function titleOf({ item, title, agentTitle }: Pick<Work, 'item' | 'title' | 'agentTitle'>): string {
  return agentTitle ?? (plainText(title) || `Implement ${formatItemId(item)}`);
}

const MADE_BY =
  /^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;

/** The home repository of the run that opened a pull request, as its text says; `undefined` if it does not. */
export function homeOfPullRequest(body: string): RepositoryName | undefined {
  const [, owner, repository] = MADE_BY.exec(body) ?? [];
  return owner && repository ? parseRepositoryName(`${owner}/${repository}`) : undefined;
}
