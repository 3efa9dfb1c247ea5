/** Sentences of the reconciler. */

export function nothingDue(): string {
  return 'Nothing was lost: board, runs and ledger agree.';
}

export function reconciled(decided: number, sent: number): string {
  return `${count(decided, 'thing')} repaired, ${count(sent, 'run')} started.`;
}

export function ledgerOff(): string {
  return 'The project has no ledger, so there is nothing to compare the board with.';
}

export function observes(): string {
  return 'The project only observes, so nothing is repaired.';
}

/** Of the app, which looks at all of its projects after its start. */
export function lookEnded(): string {
  return 'The pass over all projects ends here; the projects after this one wait for the next pass.';
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
