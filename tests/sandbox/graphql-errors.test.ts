import { beforeEach, describe, expect, test } from 'vitest';
import { type RepositoryHandle, type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { refusal } from './client.ts';
import { ask } from './graphql-client.ts';

let sandbox: Sandbox;
let web: RepositoryHandle;
let mona: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  web.addIssue({ title: 'Item' });
  mona = sandbox.createPerson({ login: 'mona', access: { 'acme/web': 'read' } }).token;
  return () => {
    expect(sandbox.defects).toEqual([]);
    return sandbox[Symbol.asyncDispose]();
  };
});

const inRepository = (selection: string): string =>
  `{ repository(owner: "acme", name: "web") { ${selection} } }`;

test('refuses a field that GitHub does not have, in its words and with HTTP 200', async () => {
  const { data, errors } = await ask(sandbox, mona, inRepository('issue(number: 1) { colour }'));
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    {
      path: ['query', 'repository', 'issue', 'colour'],
      locations: [{ line: 1, column: expect.any(Number) }],
      message: "Field 'colour' doesn't exist on type 'Issue'",
      extensions: { code: 'undefinedField', typeName: 'Issue', fieldName: 'colour' },
    },
  ]);
  expect(sandbox.calls.at(-1)?.status).toBe(200);
});

test('refuses an argument that GitHub does not have, and one that is missing', async () => {
  const unknown = await ask(sandbox, mona, inRepository('issue(number: 1, id: 2) { title }'));
  expect(unknown.errors[0]?.message).toBe("Field 'issue' doesn't accept argument 'id'");
  const missing = await ask(sandbox, mona, inRepository('issue { title }'));
  expect(missing.errors[0]?.message).toBe("Field 'issue' is missing required arguments: number");
});

test('names what GitHub has and the sandbox does not: never a silent null', async () => {
  const field = await ask(
    sandbox,
    mona,
    inRepository('issue(number: 1) { participants(first: 1) { totalCount } }'),
  );
  expect(field.errors[0]?.message).toBe('The sandbox does not implement Issue.participants');
  const argument = await ask(
    sandbox,
    mona,
    inRepository('issues(first: 1, filterBy: { milestone: "1" }) { totalCount }'),
  );
  expect(argument.errors[0]?.message).toBe('The sandbox does not implement IssueFilters.milestone');
  const type = await ask(sandbox, mona, '{ node(id: "x") { ... on Discussion { id } } }');
  expect(type.errors[0]?.message).toBe('The sandbox does not implement the type Discussion');
  const variable = await ask(
    sandbox,
    mona,
    `query ($by: IssueFilters) { ${inRepository('issues(first: 1, filterBy: $by) { totalCount }').slice(1)}`,
    { by: { milestone: '1' } },
  );
  expect(variable.errors[0]?.message).toBe('The sandbox does not implement IssueFilters.milestone');
  expect(sandbox.refusals).toHaveLength(4);
});

test('answers what cannot be found with null data and GitHub’s sentence', async () => {
  const issue = await ask(sandbox, mona, inRepository('issue(number: 9) { title }'));
  expect(issue).toMatchObject({
    data: { repository: { issue: null } },
    errors: [
      {
        type: 'NOT_FOUND',
        path: ['repository', 'issue'],
        message: 'Could not resolve to an Issue with the number of 9.',
      },
    ],
  });
  const repository = await ask(sandbox, mona, '{ repository(owner: "acme", name: "none") { id } }');
  expect(repository.errors[0]?.message).toBe("Could not resolve to a Repository with the name 'acme/none'.");
});

test('does not tell a private repository from one that is not there', async () => {
  await sandbox.createRepository({ owner: 'acme', name: 'secret', private: true });
  const { data, errors } = await ask(sandbox, mona, '{ repository(owner: "acme", name: "secret") { id } }');
  expect(data).toEqual({ repository: null });
  expect(errors[0]?.type).toBe('NOT_FOUND');
});

test('asks for first or last where nodes are listed, and not where they are only counted', async () => {
  const listed = await ask(sandbox, mona, inRepository('id issues { nodes { title } }'));
  expect(listed.data).toEqual({ repository: null });
  expect(listed.errors).toMatchObject([
    {
      type: 'MISSING_PAGINATION_BOUNDARIES',
      path: ['repository', 'issues'],
      message: 'You must provide a `first` or `last` value to properly paginate the `issues` connection.',
    },
  ]);
  const counted = await ask(sandbox, mona, inRepository('issues { totalCount }'));
  expect(counted.data).toEqual({ repository: { issues: { totalCount: 1 } } });
});

test('lists a hundred at most', async () => {
  const { errors } = await ask(sandbox, mona, inRepository('issues(first: 101) { nodes { title } }'));
  expect(errors[0]).toMatchObject({
    type: 'EXCESSIVE_PAGINATION',
    message: 'Requesting 101 records on the `issues` connection exceeds the `first` limit of 100 records.',
  });
});

test('refuses a query for more than half a million nodes before it runs', async () => {
  const query = inRepository(`issues(first: 100) { nodes { subIssues(first: 100) { nodes {
    comments(first: 100) { nodes { id } } } } } }`);
  const { data, errors } = await ask(sandbox, mona, query);
  expect(data).toBeNull();
  expect(errors[0]).toMatchObject({
    type: 'MAX_NODE_LIMIT_EXCEEDED',
    message: 'This query requests up to 1,010,100 possible nodes which exceeds the maximum limit of 500,000.',
  });
});

test('needs a credential, whatever is asked', async () => {
  const response = await fetch(`${sandbox.url}/api/graphql`, {
    method: 'POST',
    body: '{"query":"{ viewer { login } }"}',
  });
  expect(response.status).toBe(401);
  const bad = await refusal(ask(sandbox, 'ghp_nobody', '{ viewer { login } }'));
  expect(bad).toEqual({ status: 401, message: 'Bad credentials' });
});

test('refuses a write by a person who may only read, in GitHub’s words', async () => {
  const { data } = await ask<{ repository: { issue: { id: string } } }>(
    sandbox,
    mona,
    inRepository('issue(number: 1) { id }'),
  );
  const closing = await ask(
    sandbox,
    mona,
    'mutation ($id: ID!) { closeIssue(input: { issueId: $id }) { issue { id } } }',
    {
      id: data?.repository.issue.id,
    },
  );
  expect(closing.data).toEqual({ closeIssue: null });
  expect(closing.errors[0]).toMatchObject({
    type: 'FORBIDDEN',
    path: ['closeIssue'],
    message: 'mona does not have the correct permissions to execute `CloseIssue`',
  });
  expect(web.issue(1).state).toBe('open');
});

test('a field can be made to fail, and the rest of the answer is there', async () => {
  sandbox.failField({ field: 'Issue.labels', times: 1 });
  const query = inRepository('issue(number: 1) { title labels(first: 1) { totalCount } }');
  const { data, errors } = await ask(sandbox, mona, query);
  expect(data).toEqual({ repository: { issue: { title: 'Item', labels: null } } });
  expect(errors[0]).toMatchObject({ path: ['repository', 'issue', 'labels'] });
  expect(errors[0]?.message).toMatch(/^Something went wrong while executing your query/);
  expect((await ask(sandbox, mona, query)).errors).toEqual([]);
});

describe('a query that does not fit the schema is refused in GitHub’s words, which say where', () => {
  test.each([
    [
      'a missing argument',
      'query Ask { it: repository(owner: "acme", name: "web") { issue { title } } }',
      {
        path: ['query Ask', 'it', 'issue'],
        extensions: {
          code: 'missingRequiredArguments',
          className: 'Field',
          name: 'issue',
          arguments: 'number',
        },
        message: "Field 'issue' is missing required arguments: number",
      },
    ],
    [
      'an unknown argument, in a fragment',
      `query Ask { repository(owner: "acme", name: "web") { ...Parts } }
       fragment Parts on Repository { issue(number: 1, id: 2) { title } }`,
      {
        path: ['fragment Parts', 'issue', 'id'],
        message: "Field 'issue' doesn't accept argument 'id'",
      },
    ],
    [
      'a value of the wrong type',
      inRepository('issue(number: "one") { title }'),
      {
        path: ['query', 'repository', 'issue', 'number'],
        extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field', argumentName: 'number' },
        message: `Argument 'number' on Field 'issue' has an invalid value ("one"). Expected type 'Int!'.`,
      },
    ],
    [
      'a value of the wrong type within another',
      'mutation { addComment(input: { subjectId: "x", body: 3 }) { clientMutationId } }',
      {
        path: ['mutation', 'addComment', 'input', 'body'],
        extensions: { code: 'argumentLiteralsIncompatible', typeName: 'InputObject', argumentName: 'body' },
        message:
          "Argument 'body' on InputObject 'AddCommentInput' has an invalid value (3). Expected type 'String!'.",
      },
    ],
    [
      'an object that lacks a field',
      'mutation { addComment(input: { subjectId: "x" }) { clientMutationId } }',
      {
        path: ['mutation', 'addComment', 'input'],
        extensions: { code: 'missingRequiredInputObjectAttribute', argumentName: 'body' },
        message: "Argument 'body' on InputObject 'AddCommentInput' is required.",
      },
    ],
    [
      'an object without selections',
      inRepository('issue(number: 1)'),
      {
        path: ['query', 'repository', 'issue'],
        extensions: { code: 'selectionMismatch', nodeName: "field 'issue'", typeName: 'Issue' },
        message:
          "Field must have selections (field 'issue' returns Issue but has no selections. Did you mean 'issue { ... }'?)",
      },
    ],
    [
      'selections of a scalar',
      inRepository('issue(number: 1) { title { id } }'),
      {
        path: ['query', 'repository', 'issue', 'title'],
        message: `Selections can't be made on scalars (field 'title' returns String but has selections ["id"])`,
      },
    ],
    [
      'a variable that is not used',
      `query Ask($n: Int) { viewer { login } }`,
      {
        path: ['query Ask'],
        extensions: { code: 'variableNotUsed', variableName: 'n' },
        message: 'Variable $n is declared by Ask but not used',
      },
    ],
    [
      'a variable that is not declared',
      inRepository('issue(number: $n) { title }'),
      {
        extensions: { code: 'variableNotDefined', variableName: 'n' },
        message: 'Variable $n is used by anonymous query but not declared',
      },
    ],
    [
      'a variable that may be null where nothing may be',
      `query ($n: Int) ${inRepository('issue(number: $n) { title }')}`,
      {
        extensions: {
          code: 'variableMismatch',
          variableName: 'n',
          typeName: 'Int',
          argumentName: 'number',
          errorMessage: 'Nullability mismatch',
        },
        message: 'Nullability mismatch on variable $n and argument number (Int / Int!)',
      },
    ],
    [
      'a variable of another type',
      `query ($n: String!) ${inRepository('issue(number: $n) { title }')}`,
      { message: 'Type mismatch on variable $n and argument number (String! / Int!)' },
    ],
    [
      'a fragment that is not used',
      `${inRepository('id')} fragment Parts on Repository { id }`,
      {
        path: ['fragment Parts'],
        extensions: { code: 'useAndDefineFragment', fragmentName: 'Parts' },
        message: 'Fragment Parts was defined, but not used',
      },
    ],
  ])('%s', async (_, query, error) => {
    const { data, errors } = await ask(sandbox, mona, query);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ locations: [{ line: expect.any(Number) }], ...error }]);
    expect(Object.keys(errors[0] ?? {})).toEqual(['path', 'extensions', 'locations', 'message']);
  });
});

describe('variables that do not fit their types are refused before anything is done', () => {
  const comment = 'mutation Say($input: AddCommentInput!) { addComment(input: $input) { clientMutationId } }';
  const numbered = `query ($n: Int!) ${inRepository('issue(number: $n) { title }')}`;
  test.each([
    ['one that is left out', numbered, {}, 'Variable $n of type Int! was provided invalid value', []],
    [
      'one of another type',
      numbered,
      { n: 'one' },
      'Variable $n of type Int! was provided invalid value',
      [],
    ],
    [
      'parts that are left out',
      comment,
      { input: { subjectId: 'x' } },
      'Variable $input of type AddCommentInput! was provided invalid value for body (Expected value to not be null)',
      ['body'],
    ],
    [
      'parts that are unknown, and wrong',
      comment,
      { input: { subjectId: 'x', body: true, colour: 'red' } },
      'Variable $input of type AddCommentInput! was provided invalid value for colour (Field is not defined on AddCommentInput), body (Could not coerce value true to String)',
      ['colour'],
    ],
    [
      'a name that is none of an enum',
      `query ($state: [IssueState!]) ${inRepository('issues(first: 1, states: $state) { totalCount }')}`,
      { state: ['open'] },
      'Variable $state of type [IssueState!] was provided invalid value for 0 (Expected "open" to be one of: CLOSED, OPEN)',
      [0],
    ],
  ] as const)('%s', async (_, query, variables, message, path) => {
    const { data, errors } = await ask(sandbox, mona, query, variables);
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      {
        message,
        extensions: { problems: expect.arrayContaining([{ path, explanation: expect.any(String) }]) },
      },
    ]);
    expect(web.issue(1).comments).toEqual([]);
  });
});
