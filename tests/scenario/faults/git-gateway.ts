import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GitFault } from './fault-kinds.ts';

export interface GitCall {
  /** `/acme/web.git`, and what of it. */
  readonly path: string;
  /** `GET info/refs?service=git-receive-pack`, the same for all repositories. */
  readonly key: string;
}

/** Stands before the sandbox's git server, records its requests, and lets them fail by rule. */
export interface GitGateway extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly GitCall[];
  /** The rule says which fault strikes a request, if any. */
  inject(rule: (call: GitCall) => GitFault['fault'] | undefined): void;
}

export async function startGitGateway(target: string): Promise<GitGateway> {
  const calls: GitCall[] = [];
  const rules: ((call: GitCall) => GitFault['fault'] | undefined)[] = [];
  const server = createServer((incoming, response) => {
    const path = incoming.url ?? '/';
    const call = { path, key: `${incoming.method} ${path.split('/').slice(3).join('/')}` };
    calls.push(call);
    const faults = rules.flatMap((rule) => rule(call) ?? []);
    answer(faults[0], { incoming, response, target });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    inject: (rule) => rules.push(rule),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
}

function answer(fault: GitFault['fault'] | undefined, { incoming, response, target }: Exchange): void {
  if (fault?.kind === 'status') {
    incoming.resume();
    response.writeHead(fault.status, { 'content-type': 'text/plain' }).end('no\n');
    return;
  }
  // Who is told nothing gives up by himself.
  const fail = (): unknown => fault?.kind === 'broken' && incoming.socket.destroy();
  if (fault?.afterEffect === false) {
    fail();
    return;
  }
  const { method, url, headers } = incoming;
  const onward = request(`${target}${url}`, { method, headers, agent: false }, (answered) => {
    if (fault) {
      answered.resume().once('end', fail);
      return;
    }
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  });
  onward.once('error', () => response.destroy());
  incoming.pipe(onward);
}
