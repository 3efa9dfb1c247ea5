import type { Advice } from './advice.ts';

export const noEngineToIsolate = 'No agent of the configuration runs an engine.';

export function wallPossible(label: string): string {
  return `Hosted runners such as ${label} have what \`isolation: user\` needs.`;
}

export const isolationOff: Advice = {
  message:
    '`isolation: none`: an engine can reach everything that its job can, such as tokens and the key of the model.',
  remedy: 'Remove the line, unless nobody but you writes items and the runner holds nothing of value.',
};

export function noWallOnSystem(label: string): Advice {
  return {
    message: `The runner ${label} can put up no wall: engines are isolated on Linux alone, so none is started.`,
    remedy: 'Write `runs-on: ubuntu-latest`.',
  };
}

export function noWallInContainer(path: string): Advice {
  return {
    message: `The job of ${path} runs in a container, which may not mount anything: no wall can be put up, and no engine is started.`,
    remedy: 'Remove `container` from the job.',
  };
}

export function namespaceForbidden(label: string): Advice {
  return {
    message: `\`isolation: namespace\` needs namespaces for ordinary users, which Ubuntu forbids on hosted runners such as ${label}, and \`bwrap\`, which is not installed there.`,
    remedy: 'Remove `isolation: namespace`: `isolation: user` works there.',
  };
}

export const metadataInTheWay: Advice = {
  message:
    '`isolation: namespace` cannot block the addresses at which a cloud gives credentials, so what runs with an open network is not started.',
  remedy:
    'Set `cloud-metadata: reachable` if the runner has no credentials of a cloud, or `network: model-only` and no `setup`.',
};

export const networkNeedsWall: Advice = {
  message:
    '`network: model-only` needs a wall, and the configuration has `isolation: none`: no engine is started.',
  remedy: 'Remove one of the two.',
};

/** @param labels empty: the file leaves it to an expression. */
export function runnerUnknown(labels: readonly string[]): Advice {
  const runner = labels.length === 0 ? 'The runner' : `The runner ${labels.join(', ')}`;
  return {
    message: `${runner} is not one that the doctor knows, so nobody knows yet whether it can isolate an engine.`,
    remedy:
      'Look at its first run: it says `isolation-unavailable` if it cannot. docs/isolation.md says what it needs.',
  };
}

export function stepsAfter(path: string, count: number): Advice {
  return {
    message: `${count === 1 ? 'A step follows' : `${count} steps follow`} Interlock's step in the job of ${path}, and would run beside files that an engine wrote.`,
    remedy: 'Move it into another job, or before Interlock. An `actions/upload-artifact` step may stay.',
  };
}

export function cacheSaved(path: string, uses: string): Advice {
  return {
    message: `The job of ${path} uses ${uses}, which saves a cache after the engine has run. What an engine wrote could come back in another job.`,
    remedy: 'Use `actions/cache/restore` here, and save the cache in a job without an engine.',
  };
}
