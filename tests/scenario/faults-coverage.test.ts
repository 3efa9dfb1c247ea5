import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import rest from '../../src/sandbox/openapi/rest.json' with { type: 'json' };
import { enteredTodoFlow, mergeFlow, splittingFlow } from './faults/app-flows.ts';
import { allBlockedFlow, cardSelectionFlow, selectionFlow } from './faults/backlog-manager-flows.ts';
import { startFaultSandbox } from './faults/fault-sandbox.ts';
import { implementationFlow, secondVisitFlow } from './faults/implementation-flows.ts';
import { cardMoveFlow, moveFlow } from './faults/move-flow.ts';
import { playClean } from './faults/play-matrix.ts';

const FLOWS = [
  moveFlow,
  cardMoveFlow,
  selectionFlow,
  cardSelectionFlow,
  allBlockedFlow,
  implementationFlow,
  secondVisitFlow,
  mergeFlow,
  enteredTodoFlow,
  splittingFlow,
];

/** Of `init`, `doctor` and the set-up: whoever runs them sees what could not be asked, and runs them again. They hold nothing up. */
const BY_HAND = [
  'GET /installation/repositories',
  'GET /repos/{owner}/{repo}/actions/organization-secrets',
  'GET /repos/{owner}/{repo}/actions/permissions/workflow',
  'GET /repos/{owner}/{repo}/actions/secrets',
  'GET /repos/{owner}/{repo}/actions/workflows',
  'GET /repos/{owner}/{repo}/labels',
  'POST /app-manifests/{code}/conversions',
  'POST /repos/{owner}/{repo}/labels',
];

/**
 * A card that was dragged: the app's own scenarios play it. A layout by itself is read for a move without an expectation,
 * and by `doctor`. The rest is not asked by any flow yet.
 */
const ELSEWHERE = [
  'graphql:query Card',
  'graphql:query ReadFileEverywhere',
  'graphql:query BoardItems',
  'graphql:query BoardLayout',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
];

const GITHUB = new URL('../../src/github/', import.meta.url);

test('the flows of the fault matrix make every request that src/github can make, but for those named here', async () => {
  await using faults = await startFaultSandbox();
  const made = new Set<string>();
  for (const flow of FLOWS) {
    for (const { key } of (await playClean(flow, faults)).calls) made.add(requestOf(key));
  }
  const possible = readdirSync(GITHUB).flatMap((file) =>
    requestsIn(readFileSync(new URL(file, GITHUB), 'utf8')),
  );
  const missing = possible.filter((request) => !made.has(request));
  expect(missing.sort()).toEqual([...BY_HAND, ...ELSEWHERE].sort());
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
  const documents = [...source.matchAll(/`(query|mutation) (\w+)/g)].map(
    ([, kind, name]) => `graphql:${kind} ${name}`,
  );
  return [...routes, ...documents];
}
