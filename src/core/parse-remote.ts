import { parseRepositoryName, type RepositoryName } from './item-id.ts';

export interface Remote {
  /** `https://github.com` */
  readonly serverUrl: string;
  readonly repository: RepositoryName;
}

/** Its page, for a browser. */
export function pageOf({ serverUrl, repository: { owner, repository } }: Remote): string {
  return `${serverUrl}/${owner}/${repository}`;
}

/** Reads the address of a git remote: HTTPS, SSH, or the short form of SSH (`git@github.com:acme/web.git`). */
export function parseRemote(address: string): Remote | undefined {
  // One letter before the colon is a drive of Windows.
  const short = /^(?:[\w.-]+@)?([\w.-]{2,}):(?!\/\/)\/?(.+)$/.exec(address);
  const url = short ? `ssh://${short[1]}/${short[2]}` : address;
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(url);
  const repository = parseRepositoryName(pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, ''));
  if (!repository || hostname === '') return undefined;
  switch (protocol) {
    case 'https:':
    case 'http:':
      return { serverUrl: `${protocol}//${host}`, repository };
    case 'ssh:':
    case 'git:':
      // GitHub's SSH over the port of HTTPS has a host of its own.
      return { serverUrl: `https://${hostname === 'ssh.github.com' ? 'github.com' : hostname}`, repository };
    default:
      return undefined;
  }
}
