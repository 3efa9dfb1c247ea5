import { formatItemId } from '../../core/item-id.ts';
import type { Sighting } from '../../core/ledger/ledger-command.ts';
import { ProviderError } from '../../core/provider-error.ts';
import type { Stage } from '../../core/stages.ts';
import { isSameName, type States } from '../../core/states.ts';
import { tooManyLabels } from '../../core/text/labels-board.ts';
import type { LabelledIssue } from '../../github/issues/labelled-issue.ts';
import type { SeenAfterWrite } from '../board.ts';

/**
 * Where an issue is by its labels, and since when: since a label of a stage last came or went, whichever it was. Other
 * labels are nobody's business here.
 */
export function sightingOfIssue(issue: LabelledIssue, states: States, readAt: string): Sighting {
  const present = statesOf(issue, states);
  return {
    version: { stage: present[0]?.stage ?? null, at: changedAt(issue, states) },
    open: issue.open,
    ambiguous: present.length > 1,
    readAt,
  };
}

/** What a write to `to` led to. A stage that came meanwhile is somebody else's, and what counts. */
export function seenAfterWrite(issue: LabelledIssue, states: States, to: Stage): SeenAfterWrite {
  const present = statesOf(issue, states);
  const other = present.find(({ stage }) => stage !== to);
  const state = other ?? present[0];
  return {
    version: { stage: state?.stage ?? null, at: changedAt(issue, states) },
    inBoth: other !== undefined && present.some(({ stage }) => stage === to),
  };
}

function statesOf({ labels }: LabelledIssue, states: States): States {
  return states.filter(({ name }) => labels.some((label) => isSameName(label.name, name)));
}

function changedAt(issue: LabelledIssue, states: States): string {
  const changes = issue.events.filter(({ label }) => states.some(({ name }) => isSameName(name, label)));
  const last = changes
    .map(({ at }) => at)
    .sort()
    .at(-1);
  if (last !== undefined) return last;
  if (!issue.hasEarlierEvents && !issue.hasMoreLabels) return issue.createdAt;
  throw new ProviderError({ reason: 'answer-unexpected', message: tooManyLabels(formatItemId(issue.id)) });
}
