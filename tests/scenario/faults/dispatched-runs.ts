import type { FaultWorld } from './fault-sandbox.ts';

/**
 * The runs that were started. Sending is at least once: a dispatch that took effect unnoticed is sent again, and its run
 * finds nothing to do.
 */
export function dispatchedRuns({ sandbox, repository, owner, app, operator }: FaultWorld) {
  const ours = [`${app.slug}[bot]`, operator.login];
  const dispatched = sandbox
    .runs(repository.fullName)
    .map(({ inputs }) => JSON.stringify(inputs).replaceAll(owner, 'acme'));
  const unanswered = sandbox.calls.filter(
    ({ operationId, status, by }) =>
      operationId === 'actions/create-workflow-dispatch' && ours.includes(String(by.login)) && status === 502,
  );
  const doubled = dispatched.length - new Set(dispatched).size;
  return { runs: [...new Set(dispatched)].sort(), doubled: Math.max(0, doubled - unanswered.length) };
}
