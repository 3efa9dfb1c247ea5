/** Variables of the runner and of ours, and those by which another program can be made to run code or tell secrets. */
const REFUSED =
  /^(ACTIONS_|INPUT_|RUNNER_|STATE_|GITHUB_(?:.*TOKEN|ENV$|OUTPUT$|PATH$|STATE$|STEP_SUMMARY$)|.*GH_.*TOKEN|LD_|DYLD_|GIT_|NODE_OPTIONS$|BASH_ENV$|ENV$|BASH_FUNC_|INTERLOCK_)/i;

export type PassedEnvironment =
  | { readonly kind: 'passed'; readonly env: Readonly<Record<string, string>> }
  /** Names of variables that no engine sees, each with why. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

interface Asked {
  /** Names, as configured. */
  readonly names: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values that no engine sees, whatever their variable is called. */
  readonly secrets: readonly string[];
}

const NAMES_SECRET = /token|key|secret|passw|pwd|auth|credential/i;
/** Shorter values are no secrets that anybody would choose, and may be words. */
const SHORTEST_SECRET = 8;

/** The values that are secrets by the names of their variables. An engine may use them, and must not tell them. */
export function secretsAmong(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    NAMES_SECRET.test(name) && value.length >= SHORTEST_SECRET ? [value] : [],
  );
}

/** Those variables of the step that the configuration passes on to an engine. One that is not set is left out. */
export function passedEnvironment({ names, env, secrets }: Asked): PassedEnvironment {
  const held = secrets.filter((secret) => secret !== '');
  const problems: string[] = [];
  const passed: Record<string, string> = {};
  for (const name of names) {
    const value = env[name];
    if (REFUSED.test(name)) {
      problems.push(`\`${name}\` can give away the run's rights or make programs run other code`);
    } else if (value !== undefined && held.some((secret) => value.includes(secret))) {
      problems.push(`\`${name}\` holds a secret that Interlock keeps from engines`);
    } else if (value !== undefined) {
      passed[name] = value;
    }
  }
  return problems.length > 0 ? { kind: 'refused', problems } : { kind: 'passed', env: passed };
}
