import { NotInSandbox } from '../field-error.ts';

/** One term of a board's search bar; its values are alternatives, and an item must satisfy every term. */
export interface Term {
  /** `-status:Done` */
  isNegated: boolean;
  /** Lower case; empty for free text. */
  qualifier: string;
  values: string[];
}

const VALUE = String.raw`(?:"[^"]*"|[^\s",]+)`;
const TERM = new RegExp(String.raw`\s*(-)?(?:([\w][\w-]*):)?(${VALUE}(?:,${VALUE})*)(?=\s|$)`, 'y');

/** https://docs.github.com/issues/planning-and-tracking-with-projects/customizing-views-in-your-project/filtering-projects */
export function parseQuery(query: string): Term[] {
  const text = query.trimEnd();
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  for (let at = 0; at < text.length; at = TERM.lastIndex) {
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    if (!match) throw new NotInSandbox(`the search term \`${text.slice(at).trim()}\``);
    const [, minus, qualifier = '', list = ''] = match;
    const values = [...list.matchAll(new RegExp(VALUE, 'g'))].map(([value]) => value.replace(/^"|"$/g, ''));
    terms.push({ isNegated: minus !== undefined, qualifier: qualifier.toLowerCase(), values });
  }
  return terms;
}
