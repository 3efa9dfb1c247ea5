import type { Reason } from '../reasons.ts';
import { cut } from './cut.ts';
import { reasonLink } from './plain-text.ts';

/** Where an item stands in the pipeline, as its status comment says it. */
export const ITEM_STATUSES = {
  selected: 'Selected',
  'not-moved': 'Not moved',
  blocked: 'Blocked',
  waiting: 'Waiting',
  started: 'Started',
  working: 'Working',
  'pull-request': 'Pull request',
  stopped: 'Stopped',
  merged: 'Merged',
} as const;

export type ItemStatus = keyof typeof ITEM_STATUSES;

export interface StatusUpdate {
  /** Key of the project: an item of two projects has a comment for each. */
  readonly project: string;
  readonly status: ItemStatus;
  /** What happened, and why: complete sentences. It is said as it is while it is true, and kept as a line of history. */
  readonly line: string;
  /** Markdown that is shown while the status is present, and not kept. */
  readonly details?: string;
  /** What the run took, in a sentence of ours. It is shown and kept whole, however long the line is. */
  readonly took?: string | undefined;
  readonly reason?: Reason;
  /** Address of the page of reasons, if it is known. */
  readonly reasonsPage?: string | undefined;
  readonly runUrl?: string | undefined;
  readonly at: Date;
}

export interface HistoryEntry {
  /** `2026-11-23 15:04:05`, UTC. */
  readonly at: string;
  readonly status: ItemStatus;
  /** One line of Markdown. */
  readonly text: string;
}

export interface StatusText {
  readonly status: ItemStatus;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
}

const MOST_ENTRIES = 10;
const LONGEST_ENTRY = 400;
const LONGEST_TEXT = 10_000;
const HISTORY = '<details><summary>What happened</summary>';
const HISTORY_END = '</details>';
const HEAD = /^\*\*Interlock \(([a-z0-9-]+)\): ([A-Z][a-z ]+)\*\*(?: · |$)/;
const ENTRY = /^- (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC · ([a-z-]+) · ([^<]{1,1000})$/;

/** Tells an item's status comment from all others. */
export function statusMarker(project: string): string {
  return `status ${project}`;
}

/**
 * The whole comment without its marker. `previous` are the comments that it replaces; it keeps their histories. There
 * are two if two writers made one each.
 */
export function statusComment(update: StatusUpdate, previous: readonly string[] = []): string {
  const entry: HistoryEntry = {
    at: update.at.toISOString().slice(0, 19).replace('T', ' '),
    status: update.status,
    text: [
      shortened(update.line.replace(/\s+/g, ' ').trim(), LONGEST_ENTRY),
      ...(update.took === undefined ? [] : [update.took]),
      ...runLink(update),
    ].join(' '),
  };
  const known = previous.flatMap((body) => parseStatusComment(body, update.project)?.history ?? []);
  // What goes on as it did is no new step.
  const isNew = known[0]?.status !== entry.status || known[0].text !== entry.text;
  const lines = new Set((isNew ? [entry, ...known] : known).map(toLine));
  // Times of one form sort as text; what happened in the same second stays in its order.
  const newestFirst = [...lines].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : timeOf(a) > timeOf(b) ? -1 : 0));
  return [present(update), '', HISTORY, '', ...newestFirst.slice(0, MOST_ENTRIES), '', HISTORY_END].join(
    '\n',
  );
}

/** Whether the comment says all of it already; when, does not matter. */
export function saysAlready(body: string, update: StatusUpdate): boolean {
  return lines(body).slice(0, historyStart(body)).join('\n').trimEnd() === present(update);
}

/**
 * Reads a comment of ours. Somebody may have edited it, so that it is data: what is not exactly a line of ours is left
 * out, and a comment with another first line is none.
 */
export function parseStatusComment(body: string, project: string): StatusText | undefined {
  const [, of, label] = HEAD.exec(lines(body)[0] ?? '') ?? [];
  const status = STATUSES.find((one) => ITEM_STATUSES[one] === label);
  if (of !== project || !status) return undefined;
  return { status, history: lines(body).slice(historyStart(body)).flatMap(toEntry).slice(0, MOST_ENTRIES) };
}

const STATUSES = Object.keys(ITEM_STATUSES) as readonly ItemStatus[];

function present({
  project,
  status,
  line,
  details,
  took,
  reason,
  reasonsPage,
  runUrl,
}: StatusUpdate): string {
  const head = `**Interlock (${project}): ${ITEM_STATUSES[status]}**`;
  return [
    reason ? `${head} · ${reasonLink(reason, reasonsPage)}` : head,
    '',
    [shortened(line.trim(), LONGEST_TEXT), ...runLink({ runUrl })].join(' '),
    ...(took === undefined ? [] : ['', took]),
    ...(details === undefined ? [] : ['', shortened(details.trim(), LONGEST_TEXT)]),
  ].join('\n');
}

function runLink({ runUrl }: Pick<StatusUpdate, 'runUrl'>): readonly string[] {
  return runUrl === undefined ? [] : [`[Run](${runUrl})`];
}

/** Cut off, and without HTML: an open tag or comment would swallow what follows. */
function shortened(text: string, most: number): string {
  const safe = text.replace(/<(?=[a-z!/?])/gi, '&lt;').replace(/\r/g, '');
  return cut(safe, most);
}

function toLine({ at, status, text }: HistoryEntry): string {
  return `- ${at} UTC · ${status} · ${text.replaceAll('<', '&lt;')}`;
}

function timeOf(line: string): string {
  return line.slice(2, 21);
}

function toEntry(line: string): readonly HistoryEntry[] {
  const [, at, name, text] = ENTRY.exec(line) ?? [];
  const status = STATUSES.find((one) => one === name);
  return at && status && text ? [{ at, status, text }] : [];
}

function historyStart(body: string): number {
  const start = lines(body).indexOf(HISTORY);
  return start === -1 ? lines(body).length : start;
}

function lines(body: string): readonly string[] {
  return body.split(/\r?\n/);
}

/** For a run's summary, where its item could not be told. */
export function statusNotWritten(item: string, why: string): string {
  return `The status comment of ${item} could not be written, so it does not say this. ${why}`;
}
