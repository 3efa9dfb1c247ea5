/** Sentences about an item's acceptance criteria, for a run's summary. */
export function criteriaTicked(ticked: number, all: number): string {
  return `Ticked ${ticked} of ${all} acceptance ${all === 1 ? 'criterion' : 'criteria'} of the item, as its agent said.`;
}

export function criteriaNotTicked(): string {
  return 'The text of the item was changed meanwhile, so that no acceptance criterion was ticked.';
}

export function tooManyCriteria(count: number, most: number): string {
  return `The item has ${count} acceptance criteria, and more than ${most} are not ticked.`;
}

export function criteriaUnwritten(message: string): string {
  return `The acceptance criteria of the item could not be ticked. ${message}`;
}
