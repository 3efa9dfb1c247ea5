import type { SandboxOptions } from '../../../src/sandbox/index.ts';
import { startAppWorld } from '../app/app-world.ts';
import { ACTION_FOLDER } from '../bundles.ts';
import type { RoutingWorld } from './routing-world.ts';

/** The app's bundle, as a process that gets webhooks. Agents, where a workflow has any, are the action's bundle. */
export async function startAppRouting(options: SandboxOptions = {}): Promise<RoutingWorld> {
  const world = await startAppWorld({ actions: { 'interlock-dev/interlock': ACTION_FOLDER }, ...options });
  world.install('acme');
  return {
    sandbox: world.sandbox,
    bot: 'interlock[bot]',
    repository: async (options) => {
      const repository = await world.repository(options);
      return {
        ...repository,
        get runs() {
          return repository.runs;
        },
        verdictOn: async (event) => {
          const { line } = await repository.decided(event);
          const warnings = line.warnings?.map(({ message }) => message) ?? [];
          return { ...line, said: [line.detail, ...warnings].join('\n') };
        },
        ask: async () => {
          const inputs = { project: 'web', agent: 'backlog-manager' };
          await repository.act('POST', 'actions/workflows/interlock.yml/dispatches', { ref: 'main', inputs });
          await world.sandbox.idle();
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
    },
  };
}
