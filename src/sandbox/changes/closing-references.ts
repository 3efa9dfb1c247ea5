export interface ClosingReference {
  fullName: string;
  number: number;
}

const KEYWORD =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+)?#(\d+)|https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/issues\/(\d+))/gi;

/** https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue */
export function closingReferences(text: string, home: string): ClosingReference[] {
  return [...text.matchAll(KEYWORD)].map(([, short, number, long, longNumber]) => ({
    fullName: short ?? long ?? home,
    number: Number(number ?? longNumber),
  }));
}
