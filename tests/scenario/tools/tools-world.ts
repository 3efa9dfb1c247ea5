import { observingMover } from '../../../src/agents/backlog-manager/mover.ts';
import type { Project } from '../../../src/agents/run/open-project.ts';
import { createRunAudit } from '../../../src/agents/run/run-audit.ts';
import { readSurroundings } from '../../../src/agents/run/surroundings.ts';
import { type AgentTools, openRunTools } from '../../../src/agents/tools/open-run-tools.ts';
import { plainMover } from '../../../src/agents/tools/plain-mover.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { noLedger } from '../../../src/core/ledger/warrant.ts';
import type { ToolAnswer } from '../../../src/tools/tool-answer.ts';
import { createGitHubLabelsWorld, type GitHubLabelsWorld } from '../../contract/github-labels-world.ts';
import { definition, item } from '../../unit/tools/grants.ts';

export interface ToolsWorld extends AgentTools {
  readonly world: GitHubLabelsWorld;
  readonly progress: readonly string[];
  call(name: string, args: object): Promise<ToolAnswer<object>>;
  /** How often GitHub was asked since the tools were opened. */
  calls(): number;
  /** The labels of an item of acme/web. */
  labels(number: number): readonly string[];
  comments(number: number): readonly string[];
  /** Says something on an item of acme/web as a person. */
  say(number: number, body: string): Promise<void>;
  /** What a person does by the API in acme/web. */
  write(method: string, path: string, body: object): Promise<void>;
  /** The tools of another run of the same agent. */
  again(run: { readonly runId: string }): Promise<Pick<ToolsWorld, 'call'>>;
  [Symbol.asyncDispose](): PromiseLike<void>;
}

interface Options {
  readonly frontMatter: string;
  readonly maxInFlight?: number;
  readonly mode?: 'act' | 'observe';
  readonly arrange?: (world: GitHubLabelsWorld) => void;
}

/** The tools of an agent in a project without a ledger, whose board are the labels of acme/web and acme/api. */
export async function createToolsWorld({
  frontMatter,
  maxInFlight = 3,
  mode = 'act',
  arrange,
}: Options): Promise<ToolsWorld> {
  const world = await createGitHubLabelsWorld();
  arrange?.(world);
  const parsed = parseConfig(
    `version: 1\nproject: web\nmode: ${mode}\nledger: off\nboard: { type: github-labels }\nrepositories: [acme/web, acme/api]\nmax-in-flight: ${maxInFlight}\nagents: { backlog-manager: {} }\n`,
    { owner: 'acme', repository: 'web' },
  );
  if (parsed.kind !== 'valid') throw new Error(JSON.stringify(parsed));
  const { config } = parsed;
  const project: Project = {
    config,
    github: world.github,
    board: world.board,
    token: async () => '',
    startsWorkflows: async () => true,
    now,
  };
  const of = definition(frontMatter);
  const progress: string[] = [];
  const warrant = noLedger(config);
  const openTools = (runId: string) =>
    openRunTools({
      definition: of,
      project,
      context: {
        surroundings: surroundings(world.sandbox.url, runId),
        now,
        debug: () => undefined,
        audit,
        secrets: () => ['ghs_secret'],
      },
      warrant,
      mover: mode === 'observe' ? observingMover(world.board) : plainMover(warrant, project, {}),
      ...(of.scope !== 'project' && { item }),
      onProgress: (summary) => progress.push(summary),
    });
  const tools = await openTools('7');
  const write = async (method: string, path: string, body: object): Promise<void> => {
    const { token } = world.sandbox.createPerson({ login: 'bea', access: { 'acme/web': 'write' } });
    await fetch(`${world.sandbox.apiUrl}/repos/acme/web/${path}`, {
      method,
      headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  };
  const before = world.sandbox.calls.length;
  return {
    ...tools,
    world,
    progress,
    call: (name, args) => tools.tools.call(name, args),
    calls: () => world.sandbox.calls.length - before,
    labels: (number) => world.web.issue(number).labels,
    comments: (number) => world.web.issue(number).comments.map(({ body }) => body),
    say: (number, body) => write('POST', `issues/${number}/comments`, { body }),
    write,
    async again({ runId }) {
      const { tools: others } = await openTools(runId);
      return { call: (name, args) => others.call(name, args) };
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const audit = createRunAudit({ now, saveUse: () => undefined, write: () => undefined });

function now(): Date {
  return new Date('2026-11-30T12:00:00Z');
}

function surroundings(url: string, runId: string) {
  const read = readSurroundings({
    GITHUB_REPOSITORY: 'acme/web',
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_API_URL: `${url}/api/v3`,
    GITHUB_SERVER_URL: url,
    GITHUB_EVENT_NAME: 'workflow_dispatch',
    GITHUB_EVENT_PATH: '/dev/null',
    RUNNER_TEMP: '/tmp',
  });
  if (read.kind === 'unusable') throw new Error(read.message);
  return read.surroundings;
}
