import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGitHub, type GitHub } from '../../../src/github/wire/client.ts';
import { patientLimit } from '../../patience.ts';

interface WireAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Wire extends AsyncDisposable {
  readonly github: GitHub;
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
}

/** Answers that GitHub should never give, and so the sandbox never does: one after the other, the last for ever. */
export async function startWire(answers: readonly WireAnswer[]): Promise<Wire> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const { status = 200, headers, body = '' } = answers[Math.min(requests.length, answers.length) - 1] ?? {};
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    github: createGitHub({
      token: 'secret',
      apiUrl: url,
      userAgent: 'interlock/1',
      requestLimit: patientLimit,
    }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
