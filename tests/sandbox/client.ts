import { App, Octokit } from 'octokit';
import type { AppHandle, Sandbox } from '../../src/sandbox/index.ts';

const PATIENCE = { throttle: { enabled: false }, retry: { enabled: false } };

/** GitHub's own client, as it comes, but for its patience. */
export function client(sandbox: Sandbox, token?: string): Octokit {
  return new Octokit({
    ...(token === undefined ? {} : { auth: token }),
    baseUrl: sandbox.apiUrl,
    ...PATIENCE,
    log: SILENT,
  });
}

/** The client of an app itself, which signs its own JWTs. */
export function appOf(sandbox: Sandbox, { id, privateKey }: AppHandle): App {
  const Client = Octokit.defaults({ baseUrl: sandbox.apiUrl, ...PATIENCE, log: SILENT });
  return new App({ appId: id, privateKey, Octokit: Client, log: SILENT });
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Status and message of the refusal, for a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; message: string }> {
  try {
    await call;
  } catch (error) {
    const { status, response } = error as {
      status: number;
      response?: { data?: { message?: string; errors?: { message?: string }[] } };
    };
    const { message = '', errors = [] } = response?.data ?? {};
    return {
      status,
      message: [message, ...errors.map((one) => one.message ?? JSON.stringify(one))].join(': '),
    };
  }
  throw new Error('the call was not refused');
}

/** Ends the sandbox, and fails the test if it answered anything that GitHub would not. */
export async function end(sandbox: Sandbox): Promise<void> {
  await sandbox[Symbol.asyncDispose]();
  if (sandbox.defects.length > 0) throw new Error(sandbox.defects.join('\n'));
}
