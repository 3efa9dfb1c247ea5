import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readToken } from './credentials.ts';
import { guardPush } from './guard-push.ts';
import { parsePushReport, pushReportVariable, type ReportedUpdate } from './push-report.ts';
import type { Refusal } from './receive-pack.ts';
import { gitEnvironment } from './run-git.ts';

export interface GitAccess {
  owner: string;
  name: string;
  /** `write` for a push, also for the ref advertisement that precedes it. */
  access: 'read' | 'write';
  token: string | undefined;
}

export type GitDecision =
  /** `isGuarded`: what is pushed there is judged before git gets it. */
  | { allow: true; gitDir: string; isGuarded: boolean }
  | { allow: false; because: 'anonymous' | 'bad-credentials' | 'forbidden' | 'not-found' };

export interface GitHttpOptions {
  authorise(access: GitAccess): GitDecision | Promise<GitDecision>;
  /** Why nothing of the push is taken, if so. Its objects are there, and nothing refers to them. */
  judge(push: Push): Promise<Refusal | undefined>;
  /** Called before the client hears that its push succeeded. */
  onPush(push: Push): void | Promise<void>;
}

interface Push {
  owner: string;
  name: string;
  token: string | undefined;
  updates: ReportedUpdate[];
}

const routes = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Git's smart HTTP protocol, spoken by `git http-backend`. Answers whether the request was one of git's. */
export function createGitHttp(options: GitHttpOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const match = routes.exec(url.pathname);
    if (!match) return false;
    const [, owner = '', name = '', path = ''] = match;
    const service = path === 'info/refs' ? url.searchParams.get('service') : path;
    if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
      refuse(response, 403, 'Please upgrade your git client.');
      return true;
    }
    const token = readToken(request.headers.authorization);
    const access = service === 'git-receive-pack' ? 'write' : 'read';
    const decision = await options.authorise({ owner, name, access, token });
    if (!decision.allow) {
      refuseAccess(response, decision.because, { owner, name, access });
      return true;
    }
    const { gitDir, isGuarded } = decision;
    const judge = (updates: ReportedUpdate[]) => options.judge({ owner, name, token, updates });
    const guarded =
      isGuarded && path === 'git-receive-pack' ? await guardPush(request, { gitDir, judge }) : undefined;
    if (guarded?.declined) {
      response.writeHead(200, { 'Content-Type': 'application/x-git-receive-pack-result' });
      response.end(guarded.declined);
      return true;
    }
    const updates = await runBackend({ request, response, gitDir, path, url, body: guarded?.body });
    if (updates.length > 0) await options.onPush({ owner, name, token, updates });
    response.end();
    return true;
  };
}

function refuseAccess(
  response: ServerResponse,
  because: 'anonymous' | 'bad-credentials' | 'forbidden' | 'not-found',
  { owner, name, access }: Pick<GitAccess, 'owner' | 'name' | 'access'>,
): void {
  if (because === 'anonymous' || because === 'bad-credentials') {
    response.setHeader('WWW-Authenticate', 'Basic realm="GitHub"');
    const text = because === 'anonymous' ? 'No anonymous access.' : 'Invalid username or token.';
    return refuse(response, 401, text);
  }
  if (because === 'not-found') return refuse(response, 404, 'Repository not found.');
  return refuse(
    response,
    403,
    `${access === 'write' ? 'Write' : 'Read'} access to ${owner}/${name} not granted.`,
  );
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${text}\n`);
}

interface Backend {
  request: IncomingMessage;
  response: ServerResponse;
  gitDir: string;
  path: string;
  url: URL;
  /** Where it has been read, and unpacked if it was packed. */
  body: Buffer | undefined;
}

/** Runs the CGI and streams both ways; the caller ends the response. */
async function runBackend({
  request,
  response,
  gitDir,
  path,
  url,
  body,
}: Backend): Promise<ReportedUpdate[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-push-'));
  const report = join(folder, 'refs');
  try {
    const child = spawn('git', ['http-backend'], {
      env: {
        ...gitEnvironment(process.env['PATH']),
        ...cgiVariables(request, gitDir, path, url),
        ...(body && { CONTENT_LENGTH: String(body.length), HTTP_CONTENT_ENCODING: '' }),
        [pushReportVariable]: report,
      },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    // A client that hangs up must not leave a backend behind.
    response.once('close', () => child.kill());
    child.stdin.on('error', () => {});
    if (body === undefined) request.pipe(child.stdin);
    else child.stdin.end(body);
    await Promise.all([
      forwardCgiAnswer(child.stdout, response),
      new Promise((resolve, reject) => child.once('close', resolve).once('error', reject)),
    ]);
    return parsePushReport(await readFile(report, 'utf8').catch(() => ''));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cgiVariables(
  request: IncomingMessage,
  gitDir: string,
  path: string,
  url: URL,
): Record<string, string> {
  const variables: Record<string, string> = {
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROJECT_ROOT: gitDir,
    PATH_INFO: `/${path}`,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    REMOTE_USER: 'sandbox',
    REMOTE_ADDR: '127.0.0.1',
  };
  const {
    'content-length': length,
    'content-encoding': encoding,
    'git-protocol': protocol,
  } = request.headers;
  if (length !== undefined) variables['CONTENT_LENGTH'] = length;
  if (encoding !== undefined) variables['HTTP_CONTENT_ENCODING'] = encoding;
  if (typeof protocol === 'string') variables['GIT_PROTOCOL'] = protocol;
  return variables;
}

async function forwardCgiAnswer(output: NodeJS.ReadableStream, response: ServerResponse): Promise<void> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of output as AsyncIterable<Buffer>) {
    if (head === undefined) {
      await write(response, chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) continue;
    sendHead(response, head.subarray(0, end).toString('latin1'));
    const rest = head.subarray(end + 4);
    head = undefined;
    if (rest.length > 0) await write(response, rest);
  }
  if (head !== undefined) response.writeHead(500, { 'Content-Type': 'text/plain' });
}

function sendHead(response: ServerResponse, head: string): void {
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status);
}

function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    // A closed connection calls back with an error; the backend is then killed and the stream ends.
    response.write(chunk, () => resolve());
  });
}
