import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import rest from '../../../src/sandbox/openapi/rest.json' with { type: 'json' };
import { cardFlow, enteredTodoFlow, keptFlow, mergeFlow, splittingFlow } from './app-flows.ts';
import { allBlockedFlow, cardSelectionFlow, selectionFlow } from './backlog-manager-flows.ts';
import { doctorFlow, initFlow } from './cli-flows.ts';
import { startFaultSandbox } from './fault-sandbox.ts';
import { implementationFlow, secondVisitFlow, sharedItemFlow } from './implementation-flows.ts';
import { claimedFlow, ledgerCardMoveFlow, ledgerMoveFlow } from './ledger-flows.ts';
import { cardMoveFlow, moveFlow, plainCardMoveFlow } from './move-flow.ts';
import { playClean } from './play-matrix.ts';
import { reconcileFlow, takeoverFlow } from './protocol-flows.ts';
import { routeKeptFlow, routeMergeFlow } from './route-flow.ts';

const FLOWS = [
  moveFlow,
  cardMoveFlow,
  plainCardMoveFlow,
  selectionFlow,
  cardSelectionFlow,
  allBlockedFlow,
  implementationFlow,
  secondVisitFlow,
  sharedItemFlow,
  mergeFlow,
  enteredTodoFlow,
  splittingFlow,
  cardFlow,
  keptFlow,
  routeMergeFlow,
  routeKeptFlow,
  initFlow,
  doctorFlow,
  ledgerMoveFlow,
  ledgerCardMoveFlow,
  claimedFlow,
  takeoverFlow,
  reconcileFlow,
];

/** What no flow plays. */
const EXCEPTIONS = [
  // Registers the App, from the browser of a person: faults-setup.test.ts.
  'POST /app-manifests/{code}/conversions',
  // What the app does unasked, every few minutes anew: tests/unit/app/.
  'GET /app/hook/deliveries',
  'GET /app/installations',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
  // The doctor alone asks it, about a board of GitHub Projects: tests/unit/cli/doctor/users-board.test.ts.
  'graphql:query BoardOwner',
  // What a model is told of its item: tests/unit/github/issues/read-conversation.test.ts. No flow asks a model.
  'graphql:query ReadConversation',
  'graphql:query ReadReviews',
  'graphql:query ReadLinkedIssues',
  // What an agent says and changes by tools: tests/scenario/tools/. No flow has an agent with tools.
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by/{issue_id}',
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue',
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
  'POST /repos/{owner}/{repo}/issues',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues',
  'graphql:mutation AddCard',
  'graphql:query FindMarked',
  'graphql:query ReadLinks',
  'graphql:query ReadThread',
];

const GITHUB = new URL('../../../src/github/', import.meta.url);

test('the flows of the fault matrix make every request that src/github can make, but for those named here', async () => {
  await using faults = await startFaultSandbox();
  const made = new Set<string>();
  for (const flow of FLOWS) {
    for (const { key } of (await playClean(flow, faults)).calls) made.add(requestOf(key));
  }
  const possible = readdirSync(GITHUB, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => requestsIn(readFileSync(new URL(file, GITHUB), 'utf8')));
  const missing = [...new Set(possible)].filter((request) => !made.has(request));
  expect(missing.sort()).toEqual([...EXCEPTIONS].sort());
});

function requestOf(key: string): string {
  const [id = ''] = key.split(' ');
  if (id.startsWith('graphql:')) return key;
  const operation = (rest.operations as Record<string, { method: string; path: string }>)[id];
  return operation ? `${operation.method.toUpperCase()} ${operation.path}` : key;
}

function requestsIn(source: string): readonly string[] {
  const routes = [...source.matchAll(/'((?:GET|POST|PUT|PATCH|DELETE) \/[^']+)'/g)].map(
    ([, route]) => `${route}`,
  );
  const documents = [...source.matchAll(/[`'](query|mutation) (\w+)/g)].map(
    ([, kind, name]) => `graphql:${kind} ${name}`,
  );
  return [...routes, ...documents];
}
