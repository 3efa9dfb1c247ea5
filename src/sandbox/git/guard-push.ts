import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { ReportedUpdate } from './push-report.ts';
import { declinePush, type Refusal, readPushRequest } from './receive-pack.ts';
import { runGit } from './run-git.ts';

interface Guard {
  gitDir: string;
  /** Why nothing of the push is taken, if so. Its objects are there, and nothing refers to them. */
  judge(updates: ReportedUpdate[]): Promise<Refusal | undefined>;
}

interface GuardedPush {
  /** Of the request, for git; unpacked if it was packed. */
  body: Buffer;
  /** The answer, if git is not to be asked. */
  declined?: Buffer;
}

/** Looks at a push before git does. */
export async function guardPush(request: IncomingMessage, { gitDir, judge }: Guard): Promise<GuardedPush> {
  const body = await readBody(request);
  const push = readPushRequest(body);
  if (push.pack.length > 0) await runGit({ gitDir, args: ['unpack-objects', '-q'], input: push.pack });
  const refusal = await judge(push.updates);
  return refusal ? { body, declined: declinePush(push, refusal) } : { body };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}
