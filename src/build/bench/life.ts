import { isAppend } from '../../cli/incident/ledger-calls.ts';
import type { Call } from '../../sandbox/index.ts';
import type { Figure, FigureGroup } from './figure.ts';
import { arrangeLife, type BenchInstallation } from './life-world.ts';

/** What GitHub documents for requests that create content. Which of them do is not documented, so all that write count. */
const CONTENT_AN_HOUR = 500;
const CONTENT_A_MINUTE = 80;

const APPENDS_AIM = 25;

const installations: readonly BenchInstallation[] = [
  { router: 'app', ledger: 'off' },
  { router: 'app', ledger: 'on' },
  { router: 'workflow', ledger: 'off' },
  { router: 'workflow', ledger: 'on' },
];

/** One item alone from backlog to merged, with the real app or workflows. What people do themselves is left out. */
export const life: FigureGroup = {
  name: 'life',
  title: `What an item writes on its way from backlog to merged, of ${CONTENT_AN_HOUR} an hour and ${CONTENT_A_MINUTE} a minute`,
  measure: async () => {
    const figures: Figure[] = [];
    for (const installation of installations) figures.push(...(await figuresOf(installation)));
    return figures;
  },
};

async function figuresOf(installation: BenchInstallation): Promise<readonly Figure[]> {
  const writes = (await callsOfOneLife(installation)).filter(isWrite);
  const appends = writes.filter(isAppend).length;
  const mutations = writes.filter(isMutation).length - appends;
  const { router, ledger } = installation;
  const name = `${router === 'app' ? 'the app' : 'workflows alone'}, ${ledger === 'on' ? 'with' : 'without'} a ledger`;
  return [
    { name, value: appends, unit: 'appends', aim: { atMost: APPENDS_AIM } },
    { name, value: mutations, unit: 'other mutations' },
    { name, value: writes.length - appends - mutations, unit: 'REST writes' },
    { name, value: Math.floor(CONTENT_AN_HOUR / writes.length), unit: 'items an hour' },
    { name, value: CONTENT_A_MINUTE / writes.length, unit: 'items a minute' },
  ];
}

async function callsOfOneLife(installation: BenchInstallation): Promise<readonly Call[]> {
  await using world = await arrangeLife(installation);
  const { repository, sandbox, act } = world;
  const { number } = repository.addIssue({ title: 'Sort by date' });
  await act('POST', `issues/${number}/labels`, { labels: ['Backlog'] });
  const [pullRequest] = repository.pullRequests();
  if (!pullRequest) throw new Error('no pull request came of it');
  await act('PUT', `pulls/${pullRequest.number}/merge`, {});
  const { labels } = repository.issue(number);
  // A figure of a life that was not lived would be a lie.
  if (labels.join() !== 'Merged') throw new Error(`#${number} ended with [${labels.join(', ')}]`);
  return sandbox.calls.filter(({ by }) => by.kind !== 'person');
}

function isMutation({ operationId }: Call): boolean {
  return operationId.startsWith('graphql:mutation');
}

/** A token is no content. */
function isWrite(call: Call): boolean {
  if (call.operationId.startsWith('graphql:')) return isMutation(call);
  return call.method !== 'GET' && call.operationId !== 'apps/create-installation-access-token';
}
