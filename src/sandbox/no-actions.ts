import type { ActionsService } from './actions-service.ts';

/** Stands where the scheduler goes until it is there. */
export function noActions(): ActionsService {
  return {
    routes: [],
    runs: () => [],
    isIdle: () => true,
    holdRuns: () => ({ reached: new Promise(() => {}), release: () => {} }),
    dispose: async () => {},
  };
}
