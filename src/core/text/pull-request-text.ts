import { formatItemId, type ItemId, parseRepositoryName, type RepositoryName } from '../item-id.ts';
import { plainText } from './plain-text.ts';

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
}

interface Work {
  readonly item: ItemId;
  readonly title: string;
  readonly runUrl: string;
}

interface ReviewedWork extends Work {
  /** What the agent says of its work, made harmless; empty if it said nothing. */
  readonly summary: string;
  /** What the engine left that is not in the changes: complete sentences, or none. */
  readonly leftOut: string;
}

/** Of the item's own text only its title is used, as data: its keywords close nothing but the item itself. */
export function pullRequestText({ item, title, runUrl, summary, leftOut }: ReviewedWork): PullRequestText {
  return {
    title: titleOf(item, title),
    body: [
      `Closes ${formatItemId(item)}`,
      '',
      `Made by Interlock in [this run](${runUrl}). Review it as you would review anybody's work.`,
      ...(leftOut === '' ? [] : ['', leftOut]),
      ...(summary === '' ? [] : ['', '## What the agent says', '', summary]),
      '',
    ].join('\n'),
  };
}

export function commitMessage({ item, title, runUrl }: Work): string {
  return `${titleOf(item, title)}\n\nItem: ${formatItemId(item)}\nRun: ${runUrl}\n`;
}

function titleOf(item: ItemId, title: string): string {
  return plainText(title) || `Implement ${formatItemId(item)}`;
}

const MADE_BY =
  /^Made by Interlock in \[this run\]\(https?:\/\/\S+?\/([^/\s]+)\/([^/\s]+)\/actions\/runs\/\d+/m;

/** The home repository of the run that opened a pull request, as its text says; `undefined` if it does not. */
export function homeOfPullRequest(body: string): RepositoryName | undefined {
  const [, owner, repository] = MADE_BY.exec(body) ?? [];
  return owner && repository ? parseRepositoryName(`${owner}/${repository}`) : undefined;
}
