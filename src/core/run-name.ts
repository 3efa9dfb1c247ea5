/** Names of agents: in definitions, in the ledger, in keys of dispatches and in names of runs. */
export const AGENT_NAME = /^[a-z][a-z0-9-]*$/;

/** What a workflow's `run-name` says of an agent's run. */
export interface RunName {
  readonly agent: string;
  /** `owner/repository#number` of an item, or a project key. */
  readonly subject: string;
}

/** The third part: what the run was dispatched with, or `manual`; `undefined` for another title. */
export function dispatchOfRunName(displayTitle: string): string | undefined {
  return RUN_NAME.exec(displayTitle.trim())?.[3];
}

const RUN_NAME = /^([a-z][a-z0-9-]*) · (\S+) · (\S+)$/;

/** Reads `<agent> · <item or project> · <dispatch>`, the `run-name` of the workflow in the README. */
export function parseRunName(displayTitle: string): RunName | undefined {
  // The expression finds both or nothing.
  // Stryker disable next-line ArrayDeclaration
  const [, agent, subject] = RUN_NAME.exec(displayTitle.trim()) ?? [];
  // Stryker disable next-line LogicalOperator
  return agent && subject ? { agent, subject } : undefined;
}
