import type { Delivery, RepositoryHandle, Sandbox, WorkflowRun } from '../../sandbox/index.ts';
import type { IncidentBoard } from './boards/incident-board.ts';

/** A team's repository, in which the incident is to happen. */
export interface IncidentWorld {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly board: IncidentBoard;
  /** Id of the item that both causes lead to. */
  readonly item: string;
  /** All runs so far, oldest first. */
  runs(): readonly WorkflowRun[];
  /** Those of an agent. */
  runsOf(agent: string): readonly WorkflowRun[];
  /** Everything that the app was told so far, since the row began. */
  deliveries(): readonly Delivery[];
  /** A person merges the pull request of item 536: the first cause. */
  merge(): Promise<void>;
  /** A person starts the splitting of item 537, whose end is the second cause. */
  startSplitting(): Promise<void>;
  /** A person runs a workflow of the team's own, which moves item 538 from backlog to todo. */
  startItem(): Promise<void>;
}

interface Surroundings {
  readonly sandbox: Sandbox;
  readonly repository: RepositoryHandle;
  readonly board: IncidentBoard;
  /** Of a person who may do anything in the repository. */
  readonly token: string;
}

export function openWorld({ sandbox, repository, board, token }: Surroundings): IncidentWorld {
  const { fullName } = repository;
  const before = sandbox.deliveries.length;
  const act = async (method: string, path: string, body: unknown): Promise<void> => {
    const answer = await fetch(`${sandbox.apiUrl}/repos/${fullName}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  const runs = (): readonly WorkflowRun[] => sandbox.runs(fullName).toSorted((a, b) => a.id - b.id);
  return {
    sandbox,
    repository,
    board,
    item: `${fullName}#538`,
    runs,
    runsOf: (agent) => runs().filter((run) => run.inputs.agent === agent),
    deliveries: () => sandbox.deliveries.slice(before),
    merge: () => act('PUT', 'pulls/535/merge', {}),
    startSplitting: () =>
      act('POST', 'actions/workflows/interlock.yml/dispatches', {
        ref: 'main',
        inputs: { project: 'web', agent: 'splitting', item: `${fullName}#537` },
      }),
    startItem: () =>
      act('POST', 'actions/workflows/start.yml/dispatches', {
        ref: 'main',
        inputs: { item: `${fullName}#538` },
      }),
  };
}
