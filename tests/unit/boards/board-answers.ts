import { DEFAULT_STATES } from '../../contract/github-projects-world.ts';

/** What GitHub answers about an item that is in some state: acme/web#538 on project P. */
export function answeredItem(state: string) {
  const options = DEFAULT_STATES.map(({ name }) => ({ id: `id of ${name}`, name }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  return {
    data: {
      projectOwner: {
        projectV2: { id: 'P', fields: { pageInfo, nodes: [{ id: 'F', name: 'Status', options }, {}] } },
      },
      repository: {
        issue: {
          id: 'I',
          number: 538,
          title: 'Sort',
          body: '',
          url: 'https://x',
          state: 'OPEN',
          createdAt: '2026-01-01T00:00:00Z',
          repository: { nameWithOwner: 'acme/web' },
          issueDependenciesSummary: { blockedBy: 0 },
          projectItems: { pageInfo, nodes: [{ id: 'C', project: { id: 'P' }, ...answeredValue(state) }] },
        },
      },
    },
  };
}

export function answeredValue(name: string) {
  return { fieldValueByName: { optionId: `id of ${name}`, name, updatedAt: '2026-01-01T00:00:00Z' } };
}
