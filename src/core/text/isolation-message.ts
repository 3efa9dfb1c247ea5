import type { IsolationMode } from '../isolation.ts';

/** Why a wall cannot be put up, by its mode. */
export interface WallObstacle {
  readonly mode: 'user' | 'namespace';
  readonly detail: string;
}

const NEEDS = {
  user: 'another user needs root or sudo without a password',
  namespace: 'a namespace needs bubblewrap and an ordinary user that may use it',
};

export function isolationUnavailableMessage(
  isolation: IsolationMode,
  obstacles: readonly WallObstacle[],
): string {
  const said = obstacles.map(({ mode, detail }) => `\`${mode}\` (${NEEDS[mode]}): ${detail}.`);
  return [
    `The engine cannot be isolated on this runner, as \`isolation: ${isolation}\` asks for, so it was not started.`,
    ...said,
    'Make one of them possible, or set `isolation: none` if everything that this job can reach may be reached by the engine.',
  ].join(' ');
}

export function modelOnlyNeedsWall(): string {
  return 'The engine was not started: `network: model-only` needs a wall, and the configuration has `isolation: none`. Change one of them.';
}

export const obstacles = {
  noRoot: 'this is neither root, nor does `sudo -n` work',
  isRoot: 'this is root; use `isolation: user`',
  noBubblewrap: 'the program `bwrap` is not there; install the package bubblewrap',
  metadata:
    'an ordinary user cannot block the addresses at which a cloud gives credentials; set `network: model-only`, or `cloud-metadata: reachable` if this machine has none',
  outlived: 'a process that was started behind it cannot be ended',
  hands: (detail: string): string => `the engine's folders cannot change hands: ${detail}`,
  probe: (detail: string): string => `tried, and failed: ${detail}`,
  rules: (detail: string): string =>
    `the addresses at which a cloud gives credentials cannot be blocked: ${detail}; set \`cloud-metadata: reachable\` if this machine has none`,
} as const;
