import { GraphQLSchema, isObjectType, validateSchema } from 'graphql';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { isPlain, resolveField, resolverOf } from '../../../src/sandbox/graphql/resolvers/all.ts';
import { SOURCE } from '../../../src/sandbox/graphql/schema/github-schema.generated.ts';
import { githubSchema } from '../../../src/sandbox/graphql/schema/schema.ts';

const schema = githubSchema();
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'));

test('the extract and its overlay are a schema without contradictions', () => {
  const unchecked = new GraphQLSchema({ ...schema.toConfig(), assumeValid: false });
  expect(validateSchema(unchecked)).toEqual([]);
});

test('the extract is of the version that is installed', () => {
  expect(SOURCE).toBe(`@octokit/graphql-schema ${packageJson.devDependencies['@octokit/graphql-schema']}`);
});

test('every field that the schema promises has a resolver', () => {
  const without = objects
    .filter(({ name }) => !isPlain(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => [type.name, field] as const))
    .filter(([type, field]) => resolverOf(type, field) === undefined)
    .map(([type, field]) => `${type}.${field}`);
  expect(without).toEqual([]);
});

test('types without resolvers are made whole by others, or never made at all', () => {
  const plain = objects.map(({ name }) => name).filter(isPlain);
  expect(plain.filter((name) => !/(Connection|Edge|Payload)$/.test(name)).sort()).toEqual([
    'AutoMergeRequest',
    'CheckRun',
    'CheckSuite',
    'GpgSignature',
    'IssueDependenciesSummary',
    'Milestone',
    'PageInfo',
    'Project',
    'ProjectCard',
    'ProjectColumn',
    'ProjectV2ItemFieldLabelValue',
    'ProjectV2ItemFieldMilestoneValue',
    'ProjectV2ItemFieldPullRequestValue',
    'ProjectV2ItemFieldRepositoryValue',
    'ProjectV2ItemFieldReviewerValue',
    'ProjectV2ItemFieldUserValue',
    'ProjectV2SingleSelectFieldOption',
    'PullRequestCommit',
    'RateLimit',
    'ReviewRequest',
    'StatusCheckRollup',
    'StatusContext',
    'SubIssuesSummary',
    'Team',
    'Workflow',
    'WorkflowRun',
  ]);
});

test('a field that nobody filled in is an error, not null', () => {
  const info = { parentType: { name: 'PageInfo' }, fieldName: 'endCursor' } as Parameters<
    typeof resolveField
  >[3];
  const context = {} as Parameters<typeof resolveField>[2];
  expect(() => resolveField({ hasNextPage: false }, {}, context, info)).toThrow('PageInfo.endCursor');
});
