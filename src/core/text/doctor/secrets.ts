import type { Advice } from './advice.ts';

export function secretsMissing(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} uses ${names.map((name) => `secrets.${name}`).join(', ')}; neither the repository nor its organization provides it.`,
    remedy: `Create it: \`gh secret set ${names[0]}\`, or Settings, Secrets and variables, Actions.`,
  };
}

export function secretsElsewhere(path: string, names: readonly string[], environment: string): Advice {
  return {
    message: `${path} uses ${names.map((name) => `secrets.${name}`).join(', ')}, which must then be in the environment "${environment}"; the doctor did not look there.`,
    remedy: `Look there: Settings, Environments, ${environment}.`,
  };
}

export function variablesMissing(path: string, names: readonly string[]): Advice {
  return {
    message: `${path} uses ${names.map((name) => `vars.${name}`).join(', ')}, which the repository itself does not have.`,
    remedy:
      'Add it: Settings, Secrets and variables, Actions, Variables. If its organization or an environment has it, nothing is wrong.',
  };
}

export function secretsThere(names: readonly string[]): string {
  return names.length === 0
    ? 'The workflow uses no secrets but its own token.'
    : `There is a value for ${names.join(', ')}.`;
}
