import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface GhStub extends AsyncDisposable {
  /** An executable: what the README needs of `gh`, and nothing else. */
  readonly script: string;
}

/**
 * Real `gh` wants HTTPS and a public key of GitHub's to encrypt a secret. The stub tells it to the test, which puts it into
 * the repository. For the rest it is real `gh`, if there is one.
 */
export async function startGhStub(
  token: string,
  addSecret: (name: string, value: string) => void,
): Promise<GhStub> {
  const server = createServer((request, response) => {
    text(request).then(
      (secret) => {
        addSecret(request.url?.slice(1) ?? '', secret);
        response.end();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const authToken = hasGh() ? 'PATH="${PATH#*:}" exec gh auth token' : `echo ${token}`;
  return {
    script: `#!/bin/sh
case "$1 $2" in
"auth token") ${authToken} ;;
"secret set")
  printf '? Paste your secret: '
  read -r secret
  node -e 'fetch("http://127.0.0.1:${port}/" + process.argv[1], { method: "POST", body: process.argv[2] })' "$3" "$secret"
  ;;
*) exit 1 ;;
esac
`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function hasGh(): boolean {
  try {
    execFileSync('gh', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
