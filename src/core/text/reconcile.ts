/** Sentences of `task: reconcile`. */

export function nothingDue(): string {
  return 'Nothing was lost: board, runs and ledger agree.';
}

export function reconciled(decided: number, sent: number): string {
  return `${count(decided, 'thing')} made good, ${count(sent, 'run')} started.`;
}

export function ledgerOff(): string {
  return 'The project has no ledger, so there is nothing to compare the board with.';
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
