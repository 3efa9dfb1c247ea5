/** A sentence of the doctor: what was found, and what to do about it. */
export interface Advice {
  readonly message: string;
  /** Empty where nothing is to be done. */
  readonly remedy: string;
}

export const RUN_INIT = 'Run `interlock init --update` in a checkout, look at the difference, and push it.';

export function notLookedAt(message: string): Advice {
  return { message, remedy: 'Run it again with a token that may read it.' };
}

export const withoutConfigAndWorkflow: Advice = {
  message: 'Not looked at, because there is no valid configuration with a workflow that runs agents.',
  remedy: 'Correct those first.',
};
