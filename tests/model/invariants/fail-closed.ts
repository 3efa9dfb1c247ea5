import { reasons } from '../../../src/core/reasons.ts';
import { isFinished, isInFlight } from '../../../src/core/stages.ts';
import type { Invariant, Taken } from './invariant.ts';

/** I8: what cannot be read blocks, and every process ends in a decision with a reason from the closed list. */
export const failClosed: Invariant = {
  id: 'I8',
  promise: 'fail closed, and say so',
  broken: (taken) => decidesBlindly(taken) ?? endsWithoutReason(taken) ?? deniesWhatMayStand(taken),
};

function decidesBlindly({ before, step: { happened } }: Taken): string | undefined {
  if (happened?.kind !== 'appended') return undefined;
  const { by, entry } = happened;
  for (const event of entry.events) {
    if (event.type !== 'move-decided') continue;
    const { item, move } = event;
    if ((by.saw[item] ?? -1) < 0) return `${by.name} moved ${item}, which it could not read`;
    const { stage } = move.read;
    const enters = isInFlight(move.to) && !(stage !== null && isInFlight(stage));
    if (enters && by.listed === null) return `${by.name} moved ${item} without knowing what is in flight`;
    const shown = by.shown[item];
    if (shown === 'ambiguous') return `${by.name} moved ${item} out of two stages at once`;
    if (shown === 'closed' && !isFinished(move.to)) return `${by.name} moved ${item}, which it saw closed`;
    if (!before.cells[item] && by.saw[item] === undefined)
      return `${by.name} moved ${item}, which is not there`;
  }
  return undefined;
}

function endsWithoutReason({ before, step, after }: Taken): string | undefined {
  const ended = after.ended;
  if (ended === null || ended === before.ended) return undefined;
  return hasReason(ended.end)
    ? undefined
    : `${ended.name} ended with ${JSON.stringify(ended.end)} after ${step.name}`;
}

/** Who lost an answer and has read nothing newer since may have been accepted. */
function deniesWhatMayStand({ before, after: { ended, processes } }: Taken): string | undefined {
  const all = ended === before.ended || ended === null ? processes : [...processes, ended];
  const liar = all.find(({ denied }) => denied !== null);
  return liar && `${liar.name} ended with ${JSON.stringify(liar.denied)}, though its lost append may stand`;
}

function hasReason(end: unknown): boolean {
  if (Array.isArray(end)) return end.every(hasReason);
  if (typeof end !== 'object' || end === null) return false;
  if ('reason' in end) return typeof end.reason === 'string' && end.reason in reasons;
  const said = 'kind' in end ? end.kind : 'outcome' in end ? end.outcome : undefined;
  return typeof said === 'string' && !['failed', 'refused', 'noop'].includes(said);
}
