import { AGENT_NAME } from '../run-name.ts';
import { STAGES, type Stage } from '../stages.ts';

/** What starts an agent, as a definition and the configuration write it. */
export type Trigger =
  | { readonly kind: 'merged' }
  | { readonly kind: 'entered'; readonly stage: Stage }
  | { readonly kind: 'finished'; readonly agent: string };

export interface TriggerForm {
  readonly form: string;
  readonly meaning: string;
}

/** Every form a trigger may have, for messages and for the page on agents. */
export const TRIGGER_FORMS: readonly TriggerForm[] = [
  { form: 'pull-request-merged', meaning: 'A pull request that is linked to an item was merged.' },
  { form: 'entered-STAGE', meaning: `An item entered the stage: ${STAGES.join(', ')}.` },
  { form: 'AGENT-finished', meaning: 'A run of that agent succeeded.' },
];

export const MERGED_TRIGGER = 'pull-request-merged';

export function enteredTrigger(stage: Stage): string {
  return `entered-${stage}`;
}

export function finishedTrigger(agent: string): string {
  return `${agent}-finished`;
}

/** `undefined`: it has none of the forms. Whether there is such an agent is for the registry to say. */
export function parseTrigger(text: string): Trigger | undefined {
  if (text === MERGED_TRIGGER) return { kind: 'merged' };
  const stage = STAGES.find((one) => text === enteredTrigger(one));
  if (stage) return { kind: 'entered', stage };
  const [, agent = ''] = /^(.*)-finished$/.exec(text) ?? [];
  return AGENT_NAME.test(agent) ? { kind: 'finished', agent } : undefined;
}

/** One sentence, for the reference of the configuration. */
export function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'merged':
      return 'A pull request that is linked to an item was merged.';
    case 'entered':
      return `An item entered ${trigger.stage}.`;
    case 'finished':
      return `A run of the agent \`${trigger.agent}\` succeeded.`;
  }
}
