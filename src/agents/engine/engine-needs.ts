import type { EngineSettings } from '../../core/config/engine-settings.ts';
import { passedEnvironment } from '../../core/passed-environment.ts';
import * as text from '../../core/text/engine-message.ts';
import type { EngineEnd } from '../../engines/engine.ts';
import { failedEngine } from '../../engines/program-failure.ts';
import { engines } from '../../engines/registry.ts';
import type { ModelAccess } from '../../model-proxy/model-access.ts';
import type { Environment } from '../run/surroundings.ts';

export type EngineNeeds =
  | {
      readonly kind: 'met';
      /** What the engine sees of the step's variables. */
      readonly env: Readonly<Record<string, string>>;
      /** `undefined`: it asks no model that Interlock knows of. */
      readonly access: ModelAccess | undefined;
      /** Values that it must see in no variable. */
      readonly held: readonly string[];
    }
  | Extract<EngineEnd, { kind: 'failed' }>;

interface Given {
  readonly env: Environment;
  /** Values that the engine must not see in a variable that is passed on. */
  readonly secrets: readonly string[];
}

/** What an engine needs of the step's variables: the key of its model, and what is passed on. It starts nothing and asks nobody. */
export async function readEngineNeeds(
  settings: EngineSettings,
  { env, secrets }: Given,
): Promise<EngineNeeds> {
  if (settings.engine === 'command') return passOn(settings.env, { env, secrets }, undefined);
  // What only such engines need is loaded only for them.
  const { keysOf, readModelAccess } = await import('../../model-proxy/model-access.ts');
  const { asks } = engines[settings.engine];
  const reading = readModelAccess(asks, env);
  if (reading.kind === 'refused') return failedEngine(reading.reason, reading.detail);
  return passOn(settings.env, { env, secrets: [...secrets, ...keysOf(asks, env)] }, reading.access);
}

function passOn(names: readonly string[], given: Given, access: ModelAccess | undefined): EngineNeeds {
  const passed = passedEnvironment({ names, ...given });
  return passed.kind === 'passed'
    ? { kind: 'met', env: passed.env, access, held: given.secrets }
    : failedEngine('config-invalid', text.envRefused(passed.problems));
}
