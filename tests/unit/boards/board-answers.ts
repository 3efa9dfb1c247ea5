import { GitHubProjectsBoard } from '../../../src/boards/github-projects/github-projects-board.ts';
import { DEFAULT_STATES } from '../../contract/github-projects-world.ts';
import { startWire, type Wire } from '../github/wire.ts';

/** A board on project P, to which GitHub answers what the sandbox never does. */
export async function boardAnswered(
  ...answers: readonly unknown[]
): Promise<Wire & { readonly board: GitHubProjectsBoard }> {
  const wire = await startWire(answers.map((answer) => ({ body: JSON.stringify(answer) })));
  const board = new GitHubProjectsBoard(wire.github, [{ owner: 'acme', repository: 'web' }], {
    type: 'github-projects',
    owner: 'acme',
    number: 7,
    field: 'Status',
    states: DEFAULT_STATES,
  });
  return { ...wire, board };
}

const pageInfo = { hasNextPage: false, endCursor: null };
const options = DEFAULT_STATES.map(({ name }) => ({ id: `id of ${name}`, name }));
const layout = { id: 'P', fields: { pageInfo, nodes: [{ id: 'F', name: 'Status', options }, {}] } };

/** The answer about one item, with the project. */
export function answeredItem(issue: object) {
  return { data: { projectOwner: { projectV2: layout }, repository: { issue } } };
}

/** The answer to any search of the project: the same contents for each. */
export function answeredSearch(contents: readonly unknown[]) {
  const found = { totalCount: contents.length, pageInfo, nodes: contents.map((content) => ({ content })) };
  const projectV2 = { ...layout, items: found, inFlight: found, backlog: found };
  return { data: { projectOwner: { projectV2 } } };
}

/** acme/web#538, open and with a card in some state. */
export function answeredIssue(state: string, more: object = {}) {
  return {
    __typename: 'Issue',
    id: 'I',
    number: 538,
    title: 'Sort',
    body: '',
    url: 'https://x',
    state: 'OPEN',
    createdAt: '2026-01-01T00:00:00Z',
    repository: { nameWithOwner: 'acme/web' },
    issueDependenciesSummary: { blockedBy: 0 },
    projectItems: {
      pageInfo,
      nodes: [{ id: 'C', project: { id: 'P' }, updatedAt: '2026-01-01T00:00:00Z', ...answeredValue(state) }],
    },
    blockedBy: { nodes: [] },
    comments: { totalCount: 0, nodes: [] },
    ...more,
  };
}

export function answeredValue(name: string) {
  return { fieldValueByName: { optionId: `id of ${name}`, name, updatedAt: '2026-01-01T00:00:00Z' } };
}
