import type { Advice } from './advice.ts';

export function scheduleAsleep(path: string): Advice {
  return {
    message: `GitHub has switched ${path} off, because nothing happened in the repository for 60 days: its schedule does not run.`,
    remedy: 'Switch it on: Actions, the workflow, "Enable workflow".',
  };
}

export function scheduleDrowsy(path: string, days: number): Advice {
  return {
    message: `Nothing was pushed for ${days} days. After 60 days without activity GitHub switches off ${path}, because it has a schedule.`,
    remedy: 'Push something, or switch it on again then: Actions, the workflow, "Enable workflow".',
  };
}

export function scheduleWithAgents(path: string): Advice {
  return {
    message: `${path} has a schedule beside the agents: when GitHub switches off the schedule of a quiet repository, it switches off the whole file.`,
    remedy: 'Move the schedule into a file of its own.',
  };
}

export function schedulesAwake(count: number): string {
  return count === 0 ? 'No workflow of Interlock has a schedule.' : 'The schedules run.';
}
