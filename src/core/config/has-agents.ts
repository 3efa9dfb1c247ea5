import type { Config } from './config.ts';

/** Whether the project runs agents at all. One that does not may still move items, by `task: move`. */
export function hasAgents({ agents }: Config): boolean {
  return agents.backlogManager !== undefined || agents.implementation !== undefined;
}
