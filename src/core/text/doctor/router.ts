import { type Advice, RUN_INIT } from './advice.ts';

export const routedByApp =
  'Events are left to the app (`router: app`). The doctor cannot see whether it runs.';

export function routedByWorkflow(paths: readonly string[]): string {
  return `Events are answered by ${paths.join(' and ')}.`;
}

export function eventsUnanswered(events: readonly string[]): Advice {
  return {
    message: `The configuration says \`router: workflow\`, and no workflow with \`task: route\` listens to ${events.map((one) => `\`${one}\``).join(', ')}.`,
    remedy: RUN_INIT,
  };
}

export function checksOut(path: string): Advice {
  return {
    message: `${path} checks code out in a job of \`pull_request_target\`, which has a token that can write: a pull request from a fork could run its own code with it.`,
    remedy: 'Remove the checkout; `task: route` needs none.',
  };
}
