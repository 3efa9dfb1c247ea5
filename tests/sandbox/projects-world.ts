import {
  type ProjectHandle,
  type RepositoryHandle,
  type Sandbox,
  startSandbox,
} from '../../src/sandbox/index.ts';
import { appOf } from './client.ts';
import { read } from './graphql-client.ts';

export const STATES = ['Backlog', 'Todo', 'In progress', 'Done'];

export interface Board {
  sandbox: Sandbox;
  web: RepositoryHandle;
  project: ProjectHandle;
  /** Of an installed app that may write issues and the organization's projects. */
  token: string;
}

/** An organization with a repository of three issues and a board that shows the first two. */
export async function createBoard(
  options: { projects?: 'read' | 'write' | 'none'; automations?: boolean } = {},
): Promise<Board> {
  const sandbox = await startSandbox();
  const web = await sandbox.createRepository({ owner: 'acme', name: 'web' });
  for (const title of ['First', 'Second', 'Third']) web.addIssue({ title });
  const { automations = false, projects = 'write' } = options;
  const project = sandbox.createProject({ owner: 'acme', title: 'Board', states: STATES, automations });
  project.addItem({ issue: 'acme/web#1', state: 'Backlog' });
  project.addItem({ issue: 'acme/web#2', state: 'Todo' });
  const app = sandbox.createApp({
    slug: 'robot',
    permissions: {
      issues: 'write',
      pull_requests: 'read',
      ...(projects === 'none' ? {} : { organization_projects: projects }),
    },
    events: ['projects_v2_item', 'issues'],
    webhookUrl: `${sandbox.url}/nowhere`,
  });
  const { id } = sandbox.install({ app: 'robot', owner: 'acme' });
  const octokit = await appOf(sandbox, app).getInstallationOctokit(id);
  const { token } = (await octokit.auth({ type: 'installation' })) as { token: string };
  return { sandbox, web, project, token };
}

export const MOVE = `mutation MoveItem($project: ID!, $item: ID!, $field: ID!, $option: String!) {
  updateProjectV2ItemFieldValue(input: {
    projectId: $project, itemId: $item, fieldId: $field, value: { singleSelectOptionId: $option }
  }) { projectV2Item { fieldValueByName(name: "Status") {
    ... on ProjectV2ItemFieldSingleSelectValue { optionId name updatedAt } } } } }`;

export interface Moved {
  updateProjectV2ItemFieldValue: {
    projectV2Item: { fieldValueByName: { optionId: string; name: string; updatedAt: string } };
  };
}

/** Variables of MOVE. */
export async function move(board: Board, item: string, state: string): Promise<Record<string, string>> {
  const option = board.project.options().find(({ name }) => name === state);
  return { project: board.project.id, item, field: await fieldId(board), option: option?.id ?? '' };
}

export async function fieldId({ sandbox, token }: Board, name = 'Status'): Promise<string> {
  const query = `query ($name: String!) { organization(login: "acme") { projectV2(number: 1) { field(name: $name) {
    ... on ProjectV2FieldCommon { id } } } } }`;
  const { organization } = await read<{ organization: { projectV2: { field: { id: string } } } }>(
    sandbox,
    token,
    query,
    { name },
  );
  return organization.projectV2.field.id;
}

export async function issueId({ sandbox, token }: Board, number: number): Promise<string> {
  const { repository } = await read<{ repository: { issue: { id: string } } }>(
    sandbox,
    token,
    'query ($number: Int!) { repository(owner: "acme", name: "web") { issue(number: $number) { id } } }',
    { number },
  );
  return repository.issue.id;
}
