import { cut } from '../../core/text/cut.ts';
import type { Delivery, WorkflowRun } from '../../sandbox/index.ts';
import type { IncidentWorld } from './world.ts';

/**
 * What did not end as every play expects it: each run succeeds, also one whose move is refused; the app accepts each
 * webhook; and the stand-in has an answer to all that it is asked. A sentence each.
 */
export function findFaults(world: IncidentWorld): readonly string[] {
  const { defects, refusals } = world.sandbox;
  return [
    ...world.runs().flatMap(faultOfRun),
    ...world.deliveries().flatMap(faultOfDelivery),
    ...defects.map((defect) => `the stand-in has a defect: ${defect}`),
    ...refusals.map((refusal) => `the stand-in does not know what it was asked: ${refusal}`),
  ];
}

/** Runs that should have ended. */
export function findUnfinished(world: IncidentWorld): readonly string[] {
  return world
    .runs()
    .filter(({ status }) => status !== 'completed')
    .map((run) => `${nameOf(run)} did not end`);
}

function faultOfRun(run: WorkflowRun): readonly string[] {
  const { status, conclusion, annotations } = run;
  if (status !== 'completed' || conclusion === 'success') return [];
  const why = annotations.filter(({ level }) => level === 'failure').map(({ message }) => message);
  return [`${nameOf(run)} ended with ${conclusion}${why.length > 0 ? `: ${why.join(' ')}` : ''}`];
}

function faultOfDelivery({ event, action, statusCode, status, response }: Delivery): readonly string[] {
  if (statusCode >= 200 && statusCode < 300) return [];
  const answer = response && response.body !== '' ? `: ${cut(response.body, 300)}` : '';
  return [`the app did not accept ${[event, action].filter(Boolean).join('.')} (${status})${answer}`];
}

function nameOf({ id, inputs, path }: WorkflowRun): string {
  return `run ${id} of ${inputs['agent'] ?? path}`;
}
