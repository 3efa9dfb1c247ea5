import type { HandedBack } from '../agents/finish-check.ts';
import { reasons } from '../reasons.ts';
import { cut } from './cut.ts';

/** What an item is told when its agent opens no pull request and says why. */
interface HandedBackWords {
  readonly reason: HandedBack;
  /** Harmless Markdown of the agent. */
  readonly summary: string;
}

const HEADINGS: Readonly<Record<HandedBack, string>> = {
  'question-asked': 'The agent has a question',
  'work-not-needed': 'The agent found that there is nothing to do',
  'work-blocked': 'The agent cannot go on',
};

/** The comment in which the agent's whole text stands. */
export function comment({ reason, summary }: HandedBackWords): string {
  return `### ${HEADINGS[reason]}\n\n${summary}\n\n---\n${reasons[reason].remedy}`;
}

const LONGEST_QUOTE = 300;

/** @param url of the comment; `undefined` if it could not be posted, so that the words stand here alone. */
export function message({
  reason,
  summary,
  url,
}: HandedBackWords & { readonly url: string | undefined }): string {
  const quoted = summary.replace(/\s+/g, ' ').trim();
  const where = url === undefined ? '' : ` ([comment](${url}))`;
  const said = url === undefined ? quoted : cut(quoted, LONGEST_QUOTE);
  return `${HEADINGS[reason]}${where}: ${said} ${reasons[reason].remedy}`;
}
