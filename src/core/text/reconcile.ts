/** Sentences of the reconciler. */

export function nothingDue(): string {
  return 'Nothing was lost: board, runs and ledger agree.';
}

export function reconciled(decided: number, sent: number): string {
  return `${count(decided, 'thing')} made good, ${count(sent, 'run')} started.`;
}

export function ledgerOff(): string {
  return 'The project has no ledger, so there is nothing to compare the board with.';
}

export function observes(): string {
  return 'The project only observes, so nothing is made good.';
}

/** Of the app, which looks at all of its projects after its start. */
export function lookEnded(): string {
  return 'The look at all projects ends here; those after this one are left to the next.';
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
