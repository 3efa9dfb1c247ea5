import * as z from 'zod';
import type { AppHandle, Sandbox } from '../../../sandbox/index.ts';
import { isAppend } from '../ledger-calls.ts';
import type { BoardWorld, IncidentBoard } from './incident-board.ts';

const NUMBER = 7;
const STATES = ['Splitting', 'Planning', 'Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged'];

/** Cards of an organization's project; a workflow's own token reaches none, so the action works as the App. */
export function projects(
  sandbox: Sandbox,
  { app, owner }: { readonly app: AppHandle; readonly owner: string },
): IncidentBoard {
  const project = sandbox.createProject({ owner, number: NUMBER, title: 'Web', states: STATES });
  const bot = sandbox.createPerson({ login: 'team-bot' });
  return {
    config: `{ type: github-projects, owner: ${owner}, number: ${NUMBER} }`,
    credentials: { 'app-client-id': app.clientId, 'app-private-key': '${{ secrets.INTERLOCK_KEY }}' },
    secrets: { INTERLOCK_KEY: app.privateKey, TEAM_TOKEN: bot.token },
    splitting: {
      env: { TOKEN: '${{ secrets.TEAM_TOKEN }}', PROJECT: project.id },
      program: SPLITTING,
    },
    join: ({ fullName }) => {
      sandbox.createPerson({ login: bot.login, access: { [fullName]: 'write' } });
    },
    addItem: (repository, { number, title, state }) => {
      repository.addIssue({ number, title });
      project.addItem({ issue: `${repository.fullName}#${number}`, state });
    },
    isWrite: (call) => call.operationId.startsWith('graphql:mutation') && !isAppend(call),
    isMove: ({ operationId }) => operationId === 'graphql:mutation MoveCards',
    entered: (world, state) => count(world, 'to', state),
    left: (world, state) => count(world, 'from', state),
  };

  /** Each change of a card is a webhook, and a write that changes nothing is none. */
  function count(
    { sandbox: { deliveries }, repository }: BoardWorld,
    side: 'from' | 'to',
    state: string,
  ): number {
    const [card] = project.itemsOf(`${repository.fullName}#538`);
    const changes = deliveries.flatMap(({ guid, request: { payload } }) => {
      const change = changeSchema.safeParse(payload);
      const isThis = change.success && change.data.projects_v2_item.node_id === card?.id;
      return isThis && change.data.changes.field_value[side]?.name === state ? [guid] : [];
    });
    return new Set(changes).size;
  }
}

const optionSchema = z.object({ name: z.string() }).optional();

const changeSchema = z.object({
  projects_v2_item: z.object({ node_id: z.string() }),
  changes: z.object({ field_value: z.object({ from: optionSchema, to: optionSchema }) }),
});

const SPLITTING = `
const { GITHUB_API_URL, GITHUB_GRAPHQL_URL, GITHUB_REPOSITORY, TOKEN, PROJECT } = process.env;
const headers = { authorization: "Bearer " + TOKEN, accept: "application/vnd.github+json", "user-agent": "splitting" };
const post = async (url, body) => {
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok || JSON.parse(text).errors) throw new Error(text);
  return JSON.parse(text);
};
const ask = async (query, variables) => (await post(GITHUB_GRAPHQL_URL, { query, variables })).data;
const issue = await post(GITHUB_API_URL + "/repos/" + GITHUB_REPOSITORY + "/issues", { title: "Second half of 537" });
const { addProjectV2ItemById: { item } } = await ask(\`mutation ($project: ID!, $content: ID!) {
  addProjectV2ItemById(input: { projectId: $project, contentId: $content }) { item { id project {
    field(name: "Status") { ... on ProjectV2SingleSelectField { id options(names: ["Backlog"]) { id } } } } } } }\`,
  { project: PROJECT, content: issue.node_id });
await ask(\`mutation ($project: ID!, $item: ID!, $field: ID!, $option: String!) {
  updateProjectV2ItemFieldValue(input: { projectId: $project, itemId: $item, fieldId: $field,
    value: { singleSelectOptionId: $option } }) { clientMutationId } }\`,
  { project: PROJECT, item: item.id, field: item.project.field.id, option: item.project.field.options[0].id });
`;
