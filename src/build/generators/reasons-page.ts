import { reasons } from '../../core/reasons.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

export const reasonsPage: Generator = {
  file: 'docs/reasons.md',
  render: async () => `<!-- Generated from src/core/reasons.ts by \`npm run generate\`. -->
# Reasons

Every event, run and move ends in a decision with one of these reasons: the \`reason\` output of the action, the step
summary, the status comment of an item, and the decision line of the App. The list is closed; workflows may branch on it.

${table(
  ['reason', 'what happened', 'what to do'],
  // Summaries and comments link to a reason by its name.
  Object.entries(reasons).map(([code, { meaning, remedy }]) => [
    `<a id="${code}"></a>\`${code}\``,
    meaning,
    remedy,
  ]),
)}
`,
};
