/** What a workflow's `run-name` says of an agent's run. */
export interface RunName {
  readonly agent: string;
  /** `owner/repository#number` of an item, or a project key. */
  readonly subject: string;
}

const RUN_NAME = /^([a-z][a-z-]*) · (\S+) · \S+$/;

/** Reads `<agent> · <item or project> · <dispatch>`, the `run-name` of the workflow in the README. */
export function parseRunName(displayTitle: string): RunName | undefined {
  const [, agent, subject] = RUN_NAME.exec(displayTitle.trim()) ?? [];
  return agent && subject ? { agent, subject } : undefined;
}
