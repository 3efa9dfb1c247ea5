export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was aimed at, where something was. */
  readonly aim?: { readonly atMost: number } | { readonly atLeast: number };
}

export interface FigureGroup {
  /** Chosen by this word on the command line. */
  readonly name: string;
  readonly title: string;
  measure(root: string): Promise<readonly Figure[]>;
}

export function meetsAim({ value, aim }: Figure): boolean {
  if (!aim) return true;
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  if (low === undefined || high === undefined) throw new Error('a median needs a value');
  return (low + high) / 2;
}
