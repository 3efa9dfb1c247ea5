import type { Claim } from '../ledger/ledger-state.ts';
import type { ItemKey } from '../ledger/subject.ts';
import { type Reason, reasons } from '../reasons.ts';

interface Refusal {
  readonly agent: string;
  /** `null`: the project. */
  readonly item: ItemKey | null;
  readonly reason: Reason;
  readonly holder: Claim | undefined;
}

/** Why a run does nothing. */
export function claimRefused({ agent, item, reason, holder }: Refusal): string {
  const what = item ?? 'the project';
  const by = holder ? ` Run ${holder.run.id} (${holder.agent}) has held ${what} since ${holder.since}.` : '';
  return `${agent} did not start on ${what}. ${reasons[reason].meaning}${by} ${reasons[reason].remedy}`;
}
