import { isAppend } from '../ledger-calls.ts';
import type { BoardWorld, IncidentBoard } from './incident-board.ts';

/** Issues with labels; the action works with the workflow's own token. */
export const labels: IncidentBoard = {
  config: '{ type: github-labels }',
  credentials: {},
  secrets: {},
  splitting: {
    env: { TOKEN: '${{ github.token }}' },
    program: `
const { GITHUB_API_URL, GITHUB_REPOSITORY, TOKEN } = process.env;
const answer = await fetch(GITHUB_API_URL + "/repos/" + GITHUB_REPOSITORY + "/issues", {
  method: "POST",
  headers: { authorization: "Bearer " + TOKEN, accept: "application/vnd.github+json", "user-agent": "splitting" },
  body: JSON.stringify({ title: "Second half of 537", labels: ["Backlog"] }),
});
if (!answer.ok) throw new Error(await answer.text());
`,
  },
  join: () => undefined,
  addItem: (repository, { state, ...item }) => {
    repository.addIssue({ ...item, labels: [state] });
  },
  isWrite: (call) =>
    call.method !== 'GET' && !call.operationId.startsWith('graphql:query') && !isAppend(call),
  isMove: ({ operationId }) => operationId === 'issues/add-labels',
  entered: (world, state) => count(world, 'labeled', state),
  left: (world, state) => count(world, 'unlabeled', state),
};

function count({ repository }: BoardWorld, event: 'labeled' | 'unlabeled', state: string): number {
  return repository.issue(538).timeline.filter((entry) => entry.event === event && entry.label === state)
    .length;
}
