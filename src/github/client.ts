// Not `octokit`, which is this with plugins and an App: its evaluation alone takes 20 ms of every start.
import { Octokit } from '@octokit/core';

/**
 * What the operations of this folder need of an Octokit. Probot's octokit is one too, so that the App and the action
 * share every operation.
 */
export interface GitHub {
  readonly request: Octokit['request'];
  /** How long one request may take, in milliseconds; ten seconds where absent. */
  readonly timeoutMs?: number;
}

/** Gives the token to use now; one that is renewed in time where tokens expire. */
export type TokenSource = () => Promise<string>;

export interface GitHubOptions {
  /** Asks as nobody where absent. */
  readonly token?: string | TokenSource;
  /** `https://api.github.com`, or `https://HOST/api/v3` of a GitHub Enterprise Server. */
  readonly apiUrl: string;
  readonly userAgent: string;
  readonly timeoutMs?: number;
  /** Another way out, for example through a proxy. */
  readonly fetch?: typeof fetch;
}

/**
 * An Octokit without plugins for retries and throttling: both sleep for seconds to minutes inside a run that is billed
 * and holds a concurrency group. A limit is reported instead, and the next run decides again from what it reads then.
 */
export function createGitHub({ token, apiUrl, userAgent, timeoutMs, fetch }: GitHubOptions): GitHub {
  const octokit = new Octokit({
    baseUrl: apiUrl,
    userAgent,
    ...(fetch && { request: { fetch } }),
  });
  if (token !== undefined) {
    octokit.hook.before('request', async (options) => {
      options.headers.authorization = `token ${typeof token === 'string' ? token : await token()}`;
    });
  }
  return { request: octokit.request, ...(timeoutMs !== undefined && { timeoutMs }) };
}
