export function summary(counts: {
  readonly error: number;
  readonly warning: number;
  readonly unknown: number;
}): string {
  const { error, warning, unknown } = counts;
  return `${number(error, 'error')}, ${number(warning, 'warning')}${unknown === 0 ? '' : `, ${unknown} not looked at`}.`;
}

export function unknownChecks(given: readonly string[], known: readonly string[]): string {
  return `--without: there is no check ${given.join(', ')}. The checks are ${known.join(', ')}.`;
}

export function repositoryInvalid(given: string): string {
  return `--repository is "${given}". Expected OWNER/NAME.`;
}

function number(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;
}
