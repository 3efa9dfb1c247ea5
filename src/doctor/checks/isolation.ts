import type { Config } from '../../core/config/config.ts';
import * as text from '../../core/text/doctor/isolation.ts';
import { checkAgentsWorkflow } from '../doctor-subject.ts';
import { type CheckVerdict, error, ok, unknown, warning } from '../finding.ts';
import type { InterlockStep } from '../workflow/workflow.ts';

/** Whether an engine can be kept from the rest of its job, as far as the workflow's file says. */
export const checkIsolation = checkAgentsWorkflow(({ config, path, step }) => {
  if (config.agents.configured.every(({ engine }) => engine === 'policy'))
    return [ok(text.noEngineToIsolate)];
  const file = step.calls?.at(-1)?.path ?? path;
  const { job } = step;
  // What `init` writes to keep the record of a run: it runs no code of the checkout, and has no secret.
  const later = step.later.filter(({ uses }) => !uses?.startsWith('actions/upload-artifact@'));
  const caches = job.steps.flatMap(({ uses }) =>
    uses !== undefined && /^actions\/cache(?:\/save)?@/.test(uses) ? [uses] : [],
  );
  return [
    ...judgeRunner(config, job, file),
    ...(later.length > 0 ? [warning(text.stepsAfter(file, later.length))] : []),
    ...caches.map((uses) => warning(text.cacheSaved(file, uses))),
  ];
});

function judgeRunner(
  { isolation, cloudMetadata, network, agents }: Config,
  job: InterlockStep['job'],
  path: string,
): readonly CheckVerdict[] {
  if (isolation === 'none') {
    return [network === 'model-only' ? error(text.networkNeedsWall) : warning(text.isolationOff)];
  }
  const labels = job['runs-on'];
  const label = labels.find((one) => /^(?:ubuntu|macos|windows)-/i.test(one));
  const isHosted = label !== undefined && !labels.some((one) => one.toLowerCase() === 'self-hosted');
  if (isHosted && !/^ubuntu-/i.test(label)) return [error(text.noWallOnSystem(label))];
  if (job.container !== undefined && job.container !== null) {
    return mayMount(job.container)
      ? [unknown(text.runnerUnknown(labels))]
      : [error(text.noWallInContainer(path))];
  }
  if (isolation === 'namespace') {
    if (isHosted) return [error(text.namespaceForbidden(label))];
    const hasSetup = agents.configured.some(
      (agent) => agent.engine !== 'policy' && agent.setup !== undefined,
    );
    const isOpen = network === 'open' || hasSetup;
    if (isOpen && cloudMetadata === 'blocked') return [error(text.metadataInTheWay)];
  }
  // `ubuntu-slim` is a container.
  const isKnown = isHosted && /^ubuntu-(?:latest|\d+\.\d+)(?:-arm)?$/i.test(label);
  return [isKnown ? ok(text.wallPossible(label)) : unknown(text.runnerUnknown(named(labels)))];
}

function mayMount(container: unknown): boolean {
  return /--privileged|SYS_ADMIN/.test(JSON.stringify(container));
}

/** Labels that are no expressions. */
function named(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => !label.includes('${{'));
}
