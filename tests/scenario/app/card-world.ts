import type { ProjectHandle, SandboxOptions } from '../../../src/sandbox/index.ts';
import { read } from '../../sandbox/graphql-client.ts';
import {
  type AppWorld,
  type Decided,
  type NewTestRepository,
  startAppWorld,
  type TestRepository,
} from './app-world.ts';
import { CONFIG, CONFIG_FILE } from './fixture.ts';

/** An organization of which some repositories have a GitHub project as their board. */
export interface CardWorld extends AppWorld {
  /** `keys`: further ones of the configuration's `board`, in YAML's short form. */
  board(
    keys?: (project: ProjectHandle) => string,
    /** `config`: with `{ type: github-labels }` where the board's name is to be. */
    options?: Pick<NewTestRepository, 'workflow' | 'secrets'> & { readonly config?: string },
  ): Promise<CardBoard>;
  /** A project that no configuration names, and a repository without one. */
  unnamedBoard(): Promise<CardBoard>;
  /** What the last event of a card led to, once everything has come to rest. */
  decided(action: string): Promise<Decided>;
}

/** A project, and a repository whose configuration names it. */
export interface CardBoard {
  readonly repository: TestRepository;
  readonly project: ProjectHandle;
  /** Of the project. */
  readonly number: number;
  /** Node id of the card of a new issue. */
  addCard(number: number, state?: string): string;
  /** A person drags a card. */
  drag(card: string, state: string, field?: string): Promise<Decided>;
  /** Asks GitHub as that person. */
  ask<Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Data>;
}

const STATES = ['Backlog', 'Todo', 'In progress', 'In review', 'Done', 'Merged', 'Someday'];

export async function startCardWorld(options: SandboxOptions = {}): Promise<CardWorld> {
  const world = await startAppWorld(options);
  const { sandbox } = world;
  world.install('acme');
  let projects = 0;

  const decided: CardWorld['decided'] = async (action) => {
    await sandbox.idle();
    const delivery = sandbox.deliveries.findLast(
      (one) => one.event === 'projects_v2_item' && one.action === action,
    );
    if (!delivery) throw new Error(`no delivery of projects_v2_item ${action}`);
    const attempts = sandbox.deliveries.filter(({ guid }) => guid === delivery.guid).length;
    const line = (await world.app.decisionsOf(delivery.guid, attempts)).at(-1);
    if (!line) throw new Error('no decision');
    return { delivery, line };
  };

  const createProject = (): Pick<CardBoard, 'project' | 'number'> => {
    projects += 1;
    const number = projects;
    return {
      number,
      project: sandbox.createProject({ owner: 'acme', number, title: 'Board', states: STATES }),
    };
  };

  const boardOf = (
    repository: TestRepository,
    { project, number }: ReturnType<typeof createProject>,
  ): CardBoard => {
    const { token } = sandbox.createPerson({ login: 'mona', access: { [repository.fullName]: 'admin' } });
    const ask: CardBoard['ask'] = (query, variables) => read(sandbox, token, query, variables);
    return {
      repository,
      project,
      number,
      ask,
      addCard: (number, state) => {
        repository.addIssue({ number, title: `Item ${number}` });
        return project.addItem({ issue: `${repository.fullName}#${number}`, ...(state && { state }) }).id;
      },
      drag: async (item, state, name = 'Status') => {
        const { node } = await ask<FieldRead>(FIELD, { id: project.id, name });
        const option = node.field.options.find((one) => one.name === state)?.id;
        await ask(DRAG, { project: project.id, item, field: node.field.id, option });
        return decided('edited');
      },
    };
  };

  return {
    ...world,
    decided,
    unnamedBoard: async () => boardOf(await world.repository({ config: null }), createProject()),
    board: async (keys = () => '', { config: text = CONFIG, ...options } = {}) => {
      const created = createProject();
      const { number, project } = created;
      const named = `{ type: github-projects, owner: acme, number: ${number}${keys(project)} }`;
      const config = text.replace('{ type: github-labels }', named);
      const repository = await world.repository({ config, ...options });
      await push(repository, `${config}# pushed\n`);
      await sandbox.idle();
      return boardOf(repository, created);
    },
  };
}

/** So that the app does not go by what it remembers of the organization. */
async function push(repository: TestRepository, config: string): Promise<void> {
  const path = `contents/${CONFIG_FILE}`;
  const { sha } = (await repository.act('GET', path)) as { sha: string };
  const content = Buffer.from(config).toString('base64');
  await repository.act('PUT', path, { message: 'Push', content, sha });
}

interface FieldRead {
  readonly node: {
    readonly field: { readonly id: string; readonly options: readonly { id: string; name: string }[] };
  };
}

const FIELD = `query ($id: ID!, $name: String!) { node(id: $id) { ... on ProjectV2 { field(name: $name) {
  ... on ProjectV2SingleSelectField { id options { id name } } } } } }`;

const DRAG = `mutation ($project: ID!, $item: ID!, $field: ID!, $option: String!) {
  updateProjectV2ItemFieldValue(input: {
    projectId: $project, itemId: $item, fieldId: $field, value: { singleSelectOptionId: $option }
  }) { clientMutationId } }`;
