import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { expect, test } from 'vitest';
import { type Cost, costOf } from '../../../src/sandbox/graphql/cost.ts';
import { githubSchema } from '../../../src/sandbox/graphql/schema/schema.ts';

const schema = githubSchema();

function cost(query: string, variables: Record<string, unknown> = {}): Cost {
  const document = parse(query);
  const [operation] = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('no operation');
  return costOf(schema, document, operation, variables);
}

test("follows the example of GitHub's documentation: 100 parents, 50 children, 60 grandchildren cost 51 points", () => {
  const query = `{ repository(owner: "o", name: "r") { issues(first: 100) { nodes {
    subIssues(first: 50) { nodes { labels(first: 60) { nodes { name } } } } } } } }`;
  expect(cost(query)).toEqual({ cost: 51, nodeCount: 100 + 100 * 50 + 100 * 50 * 60 });
});

test('costs a point at least', () => {
  expect(cost('{ viewer { login } }')).toEqual({ cost: 1, nodeCount: 0 });
});

test('reads page sizes from variables, their defaults and fragments', () => {
  const query = `query ($n: Int!, $m: Int = 20) { repository(owner: "o", name: "r") { ...Issues } }
    fragment Issues on Repository { issues(first: $n) { nodes { ... on Issue { comments(last: $m) { totalCount } } } } }`;
  expect(cost(query, { n: 100 }).nodeCount).toBe(100 + 100 * 20);
});

test('takes each id of nodes(ids:) for a parent', () => {
  const query =
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { comments(first: 100) { nodes { id } } } } }';
  expect(cost(query, { ids: Array.from({ length: 100 }, String) })).toEqual({
    cost: 1,
    nodeCount: 100 + 10_000,
  });
});

test('a count alone asks for no nodes', () => {
  const query = '{ repository(owner: "o", name: "r") { issues { totalCount } } }';
  expect(cost(query).nodeCount).toBe(0);
});
