import { parseDocument, visit } from 'yaml';

/** The names that a workflow file takes from a context, in upper case: `secrets.NAME` and `secrets['NAME']`. */
export function referencedNames(workflow: string, context: 'secrets' | 'vars'): readonly string[] {
  const found = new Set<string>();
  const reference = new RegExp(`\\b${context}\\s*(?:\\.\\s*([A-Za-z_]\\w*)|\\[\\s*'(\\w+)'\\s*\\])`, 'gi');
  // Values alone: a comment takes nothing.
  visit(parseDocument(workflow), {
    Scalar: (_, { value }) => {
      if (typeof value !== 'string') return;
      for (const [, dotted, quoted] of value.matchAll(reference)) {
        const name = dotted ?? quoted;
        if (name) found.add(name.toUpperCase());
      }
    },
  });
  return [...found].sort();
}
