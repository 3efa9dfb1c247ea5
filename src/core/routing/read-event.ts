import type * as z from 'zod';
import { CONFIG_PATH } from '../config/parse-config.ts';
import { formatItemId, type RepositoryName } from '../item-id.ts';
import type { Reason } from '../reasons.ts';
import { isSameName } from '../states.ts';
import type { Event } from './event.ts';
import {
  type envelopeSchema,
  issueRelabeledSchema,
  pullRequestClosedSchema,
  pushSchema,
  workflowRunCompletedSchema,
} from './payloads.ts';

/** The webhooks that can lead to something, in Probot's notation. All others are no trigger. */
export const HANDLED_EVENTS = [
  'pull_request.closed',
  'issues.labeled',
  'issues.unlabeled',
  'workflow_run.completed',
  'push',
] as const;

export type HandledEvent = (typeof HANDLED_EVENTS)[number];

/** Where an event happened: the repository whose configuration decides about it. */
export interface EventOrigin {
  readonly repository: RepositoryName;
  readonly defaultBranch: string;
}

export type EventReading =
  | { readonly kind: 'event'; readonly event: Event; readonly origin: EventOrigin; readonly subject: string }
  | { readonly kind: 'config-pushed'; readonly origin: EventOrigin }
  | { readonly kind: 'skip'; readonly reason: Reason; readonly detail: string; readonly subject?: string }
  | { readonly kind: 'invalid'; readonly detail: string };

/** Turns the payload of a webhook, or of a workflow that the same event started, into an event. Nothing behind this sees it raw. */
export function readEvent(name: HandledEvent, payload: unknown): EventReading {
  switch (name) {
    case 'pull_request.closed':
      return readWith(pullRequestClosedSchema, payload, readPullRequestClosed);
    case 'issues.labeled':
    case 'issues.unlabeled':
      return readWith(issueRelabeledSchema, payload, (read) =>
        readIssueRelabeled(read, name === 'issues.labeled'),
      );
    case 'workflow_run.completed':
      return readWith(workflowRunCompletedSchema, payload, readRunCompleted);
    case 'push':
      return readWith(pushSchema, payload, readPush);
  }
}

function readPullRequestClosed(payload: z.infer<typeof pullRequestClosedSchema>): EventReading {
  const origin = originOf(payload);
  const { number, html_url: url, merged, body, head, base, user } = payload.pull_request;
  const subject = formatItemId({ ...origin.repository, number });
  if (!merged)
    return { kind: 'skip', reason: 'not-merged', detail: 'the pull request was closed unmerged', subject };
  return {
    kind: 'event',
    origin,
    subject,
    event: {
      type: 'pull-request-merged',
      repository: origin.repository,
      number,
      url,
      branch: head.ref,
      fromFork: head.repo?.id !== payload.repository.id,
      byBot: user?.type === 'Bot',
      base: base.ref,
      defaultBranch: origin.defaultBranch,
      body: body ?? '',
    },
  };
}

function readIssueRelabeled(payload: z.infer<typeof issueRelabeledSchema>, isAdded: boolean): EventReading {
  const origin = originOf(payload);
  const item = { ...origin.repository, number: payload.issue.number };
  const subject = formatItemId(item);
  if (payload.issue.pull_request != null)
    return { kind: 'skip', reason: 'not-an-issue', detail: 'the label is on a pull request', subject };
  if (!payload.label)
    return { kind: 'skip', reason: 'not-a-stage', detail: 'the label is gone again', subject };
  // The list may be older than the event. What the event is about is certain.
  const { name } = payload.label;
  const others = payload.issue.labels.map((one) => one.name).filter((other) => !isSameName(other, name));
  const labels = isAdded ? [...others, name] : others;
  return {
    kind: 'event',
    origin,
    subject,
    event: { type: 'item-relabeled', item, label: name, labels },
  };
}

function readRunCompleted(payload: z.infer<typeof workflowRunCompletedSchema>): EventReading {
  const origin = originOf(payload);
  const run = payload.workflow_run;
  const subject = `run ${run.id}`;
  // Agents are dispatched, never started otherwise. A pull request from a fork can run a copy of the workflow file
  // that was changed to run on pull requests, under any name.
  if (run.event !== 'workflow_dispatch') {
    return {
      kind: 'skip',
      reason: 'not-an-agent-run',
      detail: `the run was started by ${run.event}`,
      subject,
    };
  }
  return {
    kind: 'event',
    origin,
    subject,
    event: {
      type: 'run-finished',
      repository: origin.repository,
      runId: run.id,
      // GitHub appends `@<ref>` in some payloads.
      workflowPath: run.path.replace(/@.*/, ''),
      displayTitle: run.display_title,
      conclusion: run.conclusion ?? 'unknown',
    },
  };
}

/** Payloads list this many commits at most: https://docs.github.com/webhooks/webhook-events-and-payloads#push */
const MOST_COMMITS = 2048;

function readPush(payload: z.infer<typeof pushSchema>): EventReading {
  const origin = originOf(payload);
  const { ref, forced, commits } = payload;
  if (ref !== `refs/heads/${origin.defaultBranch}`) {
    return { kind: 'skip', reason: 'no-trigger', detail: `push to ${ref}` };
  }
  // What a forced push took away is in no list.
  const isConfigTouched =
    forced ||
    commits.length >= MOST_COMMITS ||
    commits.some(({ added, modified, removed }) =>
      [added, modified, removed].some((files) => files.includes(CONFIG_PATH)),
    );
  return isConfigTouched
    ? { kind: 'config-pushed', origin }
    : { kind: 'skip', reason: 'no-trigger', detail: `push without ${CONFIG_PATH}` };
}

function originOf({ repository }: z.infer<typeof envelopeSchema>): EventOrigin {
  return {
    repository: { owner: repository.owner.login, repository: repository.name },
    defaultBranch: repository.default_branch,
  };
}

function readWith<T>(
  schema: z.ZodType<T>,
  payload: unknown,
  read: (payload: T) => EventReading,
): EventReading {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return read(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return { kind: 'invalid', detail: problems.slice(0, 5).join('; ') };
}
