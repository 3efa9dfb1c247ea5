import type { GitHub } from '../github/wire/client.ts';

export interface CountedGitHub {
  readonly github: GitHub;
  /** How many requests were made since it was last asked. A token, minted once an hour, is not counted. */
  takeCalls(): number;
}

/** Counts what is asked through it alone: an octokit may serve several. */
export function countCalls({ request }: GitHub): CountedGitHub {
  let calls = 0;
  const counted = new Proxy(request, {
    apply: (target, self, parameters) => {
      calls += 1;
      return Reflect.apply(target, self, parameters);
    },
  });
  return {
    github: { request: counted },
    takeCalls: () => {
      const taken = calls;
      calls = 0;
      return taken;
    },
  };
}
