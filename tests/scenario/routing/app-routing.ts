import { startAppWorld } from '../app/app-world.ts';
import type { RoutingWorld } from './routing-world.ts';

/** The app's bundle, as a process that gets webhooks. */
export async function startAppRouting(): Promise<RoutingWorld> {
  const world = await startAppWorld();
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
          return { ...line, said: line.detail };
        },
      };
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}
