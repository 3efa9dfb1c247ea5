// Not `octokit`, which is this with plugins and an App: its evaluation alone takes 20 ms of every start.
import { Octokit } from '@octokit/core';
import { type FetchLimit, fetchLimit } from './fetch-limit.ts';

/**
 * What the operations of this folder need of an Octokit. Probot's octokit is one too, so that the App and the action
 * share every operation.
 */
export interface GitHub {
  readonly request: Octokit['request'];
}

/** Gives the token to use now; one that is renewed in time where tokens expire. */
export type TokenSource = () => Promise<string>;

export interface GitHubOptions {
  /** Asks as nobody where absent. */
  readonly token?: string | TokenSource;
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly userAgent: string;
  /** How long one request may take; ten seconds where absent. */
  readonly requestLimit?: FetchLimit;
  /** Another way out, for example through a proxy. */
  readonly fetch?: typeof fetch;
}

/**
 * An Octokit without plugins for retries and throttling: both sleep for seconds to minutes inside a run that is billed
 * and holds a concurrency group. A limit is reported instead, and the next run decides again from what it reads then.
 */
export function createGitHub({
  token,
  apiUrl,
  userAgent,
  requestLimit = fetchLimit(),
  fetch = globalThis.fetch,
}: GitHubOptions): GitHub {
  const octokit = new Octokit({ baseUrl: apiUrl, userAgent, request: { fetch: requestLimit(fetch) } });
  if (token !== undefined) {
    octokit.hook.before('request', async (options) => {
      options.headers.authorization = `token ${typeof token === 'string' ? token : await token()}`;
    });
  }
  return { request: octokit.request };
}
