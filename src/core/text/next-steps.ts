/** What a person still has to do after `interlock init`. */
export type NextStep =
  /** The command of the implementation names a program that is not in the checkout. */
  | { readonly kind: 'write'; readonly program: string }
  | { readonly kind: 'push' }
  /** No secret holds a key that agents ask their model with. `secrets`: each of them could, the usual one first. */
  | {
      readonly kind: 'give-key';
      readonly agents: readonly string[];
      readonly secrets: readonly [string, ...string[]];
    }
  | { readonly kind: 'allow-pull-requests' }
  /** Those of the App that the repository does not have. */
  | {
      readonly kind: 'give-credentials';
      readonly variable: string | undefined;
      readonly secret: string | undefined;
    };

/** The last lines of `interlock init`. */
export function nextSteps(left: readonly NextStep[]): string {
  const look = 'Run `interlock doctor`: it looks at the installation on GitHub.';
  if (left.length === 0) return `Nothing is left to do here. ${look}`;
  return `Next:\n${[...left.map(sentence), look].map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`;
}

function sentence(step: NextStep): string {
  switch (step.kind) {
    case 'write':
      return `Write \`${step.program}\`, which is not there yet. It does the work in a checkout of the repository.`;
    case 'push':
      return 'Commit the files and push them to the default branch.';
    case 'give-key':
      return `Create the secret ${step.secrets[0]}, the key for the model of ${step.agents.join(' and ')}: \`gh secret set ${step.secrets[0]}\` asks for it. By hand: Settings, Secrets and variables, Actions, New repository secret.`;
    case 'allow-pull-requests':
      return 'Allow Actions to create pull requests: Settings, Actions, General, Workflow permissions.';
    case 'give-credentials': {
      const missing = [
        ...(step.variable === undefined ? [] : [`the variable ${step.variable}`]),
        ...(step.secret === undefined ? [] : [`the secret ${step.secret}`]),
      ];
      return `Give the repository ${missing.join(' and ')} of your App.`;
    }
  }
}
