import type { BoardItem } from '../board-item.ts';
import { formatItemId, type ItemId } from '../item-id.ts';
import { readCriteria } from '../markdown/task-list.ts';
import { cut } from '../text/cut.ts';
import { parseStatusComment } from '../text/status-comment.ts';
import type { ContextSection } from './compose-prompt.ts';

/** A text that somebody wrote below an item or its pull request. What it says is data. */
export interface Remark {
  /** Login; `undefined` when the account is gone. */
  readonly author: string | undefined;
  readonly byBot: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly body: string;
}

export interface SubmittedReview extends Remark {
  readonly verdict: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
}

export interface Conversation {
  /** The latest, oldest first. */
  readonly comments: readonly Remark[];
  /** How many earlier comments there are. */
  readonly earlier: number;
}

export interface PullRequestConversation extends Conversation {
  /** The latest that were submitted, oldest first. */
  readonly reviews: readonly SubmittedReview[];
}

/** An issue or pull request that the item belongs to, or names. */
export interface LinkedText {
  readonly id: ItemId;
  readonly kind: 'issue' | 'pull-request';
  readonly state: 'open' | 'closed' | 'merged';
  readonly isParent: boolean;
  readonly title: string;
  readonly body: string;
}

interface ItemKnowledge {
  readonly project: string;
  readonly item: Pick<BoardItem, 'id' | 'title' | 'body'>;
  readonly conversation: Conversation;
  /** Issues that have to do with it. */
  readonly linked?: readonly LinkedText[];
  /** Of the item's open pull request, if it has one. */
  readonly pullRequest?: { readonly number: number; readonly conversation: PullRequestConversation };
}

/** How an earlier attempt ended stands among the entries of our status comment; of these, so many are told. */
const MOST_ATTEMPTS = 5;

/** What an agent that works on an item is told besides its task, most important first: what comes last may be cut. */
export function itemContext({
  project,
  item,
  conversation,
  linked = [],
  pullRequest,
}: ItemKnowledge): readonly ContextSection[] {
  const people = conversation.comments.filter((remark) => !isOurs(remark));
  return [
    { title: `The item ${formatItemId(item.id)}`, text: `# ${item.title}\n\n${item.body}` },
    ...criteria(item.body),
    ...attempts(project, conversation.comments),
    ...(pullRequest ? said(pullRequest) : []),
    ...thread('Comments on the item', people, conversation.earlier),
    ...linked.map(linkedSection),
  ];
}

/**
 * Whether it is a status comment. A person who copies its marker is heard: only bots write ours. What an agent said
 * earlier, such as a question, is part of the conversation.
 */
function isOurs({ byBot, body }: Remark): boolean {
  return byBot && /(?:^|\n)<!-- interlock: status [^\n]*-->\s*$/.test(body);
}

/** A whole text rarely matters, and can be read by a tool. */
const LONGEST_LINKED = 2_000;

function linkedSection({ id, kind, state, isParent, title, body }: LinkedText): ContextSection {
  const what = kind === 'issue' ? 'issue' : 'pull request';
  const relation = isParent ? 'of which the item is a part' : 'which the item names';
  return {
    title: `The ${what} ${formatItemId(id)} (${state}), ${relation}`,
    text: cut(`# ${title}\n\n${body}`.trim(), LONGEST_LINKED),
  };
}

/** By number, so that an agent can name those that its work does not meet. */
function criteria(body: string): readonly ContextSection[] {
  const all = readCriteria(body);
  if (all.length === 0) return [];
  const text = all.map(({ isTicked, text: one }, index) => `${index + 1}. [${isTicked ? 'x' : ' '}] ${one}`);
  return [{ title: 'The acceptance criteria of the item, numbered', text: text.join('\n') }];
}

function attempts(project: string, comments: readonly Remark[]): readonly ContextSection[] {
  const history = comments.flatMap((remark) =>
    isOurs(remark) ? (parseStatusComment(remark.body, project)?.history ?? []) : [],
  );
  const stopped = history.filter(({ status }) => status === 'stopped').slice(0, MOST_ATTEMPTS);
  if (stopped.length === 0) return [];
  const text = stopped.map(({ at, text: how }) => `${at} UTC: ${how}`).join('\n');
  return [{ title: 'How earlier attempts ended, newest first', text }];
}

function said({
  number,
  conversation,
}: NonNullable<ItemKnowledge['pullRequest']>): readonly ContextSection[] {
  const reviews = conversation.reviews.map((review) => ({
    ...review,
    body: `(${review.verdict.replaceAll('-', ' ')}) ${review.body}`.trim(),
  }));
  return [
    ...thread(`Reviews of pull request ${number}`, reviews, 0),
    ...thread(
      `Comments on pull request ${number}`,
      conversation.comments.filter((remark) => !isOurs(remark)),
      conversation.earlier,
    ),
  ];
}

/** Newest first, since what is too long is cut at its end. */
function thread(title: string, remarks: readonly Remark[], earlier: number): readonly ContextSection[] {
  if (remarks.length === 0) return [];
  const text = remarks
    .toReversed()
    .map(({ author, at, body }) => `${author ?? 'somebody'}, ${at}:\n${body.trim()}`);
  const omitted = earlier > 0 ? `, without ${earlier} earlier ones` : '';
  return [{ title: `${title}, newest first${omitted}`, text: text.join('\n\n') }];
}
