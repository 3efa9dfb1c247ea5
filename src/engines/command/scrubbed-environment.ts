import { formatItemId, type ItemId } from '../../core/item-id.ts';

/**
 * All that passes from the surroundings: where programs are, how text is encoded, and the mark by which the runner
 * finds what a job left running and ends it.
 */
const PASSED = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'RUNNER_TRACKING_ID'] as const;

interface EngineEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Private directories of this run. */
  readonly home: string;
  readonly temporary: string;
  readonly project: string;
  /** Left out of a run that is about no item. */
  readonly item?: ItemId;
  /** JSON file that says what is to be done. */
  readonly itemFile?: string;
}

/**
 * The environment of the engine's process: a short list of what is let through, never a list of what is taken out.
 * With `isolation: none` a process of the same user can still look into ours through `/proc`.
 */
export function scrubbedEnvironment(given: EngineEnvironment): Readonly<Record<string, string>> {
  const passed = PASSED.flatMap((name) => {
    const value = given.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(passed),
    HOME: given.home,
    TMPDIR: given.temporary,
    CI: 'true',
    INTERLOCK_PROJECT: given.project,
    ...(given.item && { INTERLOCK_ITEM: formatItemId(given.item) }),
    ...(given.itemFile !== undefined && { INTERLOCK_ITEM_FILE: given.itemFile }),
  };
}
