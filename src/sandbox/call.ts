import type { Actor } from './state/actor.ts';

/** One API call, in the order of arrival. */
export interface Call {
  id: number;
  /** As in GitHub's OpenAPI description: `issues/add-labels`. Empty for a route that the sandbox does not know. */
  operationId: string;
  method: string;
  /** Without the `/api/v3` prefix and the query. */
  path: string;
  params: Record<string, unknown>;
  body: unknown;
  /** A workflow's token knows its run. */
  by: { kind: Actor['kind']; login: string; runId?: number };
  /** What the client calls itself; it tells calls of one credential apart. */
  userAgent: string;
  /** Set when it was answered. */
  status?: number;
  /** Primary: requests against the hourly limit. Secondary: points against the limit per minute. */
  cost: { primary: number; secondary: number };
}

export type CallMatch = (call: Call) => boolean;
