import type { Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { parseWorkflow } from './workflow/parse-workflow.ts';
import type { ParsedWorkflow } from './workflow/workflow.ts';

export interface RegisteredWorkflow {
  id: number;
  /** The file's `name:`, else its path. */
  name: string;
  path: string;
  createdAt: string;
}

export interface ListedWorkflow {
  registered: RegisteredWorkflow;
  parsed: ParsedWorkflow;
}

const folder = '.github/workflows';

/** The workflow files of repositories: read from git each time, parsed once per content. */
export class WorkflowRegistry {
  readonly #world: World;
  readonly #ids = new Map<string, { id: number; createdAt: string }>();
  /** By the head of the default branch, which is all that the list depends on. */
  readonly #listed = new Map<Repository, { head: string; workflows: ListedWorkflow[] }>();
  readonly #parsed = new Map<string, Promise<ParsedWorkflow>>();

  constructor(world: World) {
    this.#world = world;
  }

  /** The workflows that GitHub knows: those with a file on the default branch. */
  async list(repository: Repository): Promise<RegisteredWorkflow[]> {
    return (await this.listParsed(repository)).map(({ registered }) => registered);
  }

  /** The same, with what is in the files. */
  async listParsed(repository: Repository): Promise<ListedWorkflow[]> {
    const head = await repository.git.head(repository.defaultBranch);
    if (head === undefined) return [];
    const listed = this.#listed.get(repository);
    if (listed?.head === head) return listed.workflows;
    const workflows = await this.#readAll(repository);
    this.#listed.set(repository, { head, workflows });
    return workflows;
  }

  async #readAll(repository: Repository): Promise<ListedWorkflow[]> {
    const entries = await repository.git.listTree(repository.defaultBranch, { path: folder });
    const files = (entries ?? []).filter(({ type, path }) => type === 'blob' && /\.ya?ml$/.test(path));
    const workflows: ListedWorkflow[] = [];
    for (const { path } of files) {
      const parsed = await this.read(repository, path, repository.defaultBranch);
      if (!parsed) continue;
      const name = parsed.ok ? parsed.workflow.name : path;
      workflows.push({ registered: { ...this.#identity(repository, path), name, path }, parsed });
    }
    return workflows;
  }

  /** By id or file name, as in GitHub's routes. */
  async find(repository: Repository, idOrFile: string | number): Promise<RegisteredWorkflow | undefined> {
    const wanted = String(idOrFile);
    const workflows = await this.list(repository);
    return workflows.find(
      ({ id, path }) => String(id) === wanted || path.slice(folder.length + 1) === wanted,
    );
  }

  /** Undefined: there is no such file at that ref. */
  async read(repository: Repository, path: string, ref: string): Promise<ParsedWorkflow | undefined> {
    const file = await repository.git.readPath(ref, path);
    if (file?.type !== 'blob') return undefined;
    const key = `${file.oid} ${path}`;
    const parsed = this.#parsed.get(key) ?? parseWorkflow(path, file.content.toString());
    this.#parsed.set(key, parsed);
    return parsed;
  }

  #identity(repository: Repository, path: string): { id: number; createdAt: string } {
    const key = `${repository.id} ${path}`;
    const known = this.#ids.get(key) ?? {
      id: this.#world.ids.next('workflow'),
      createdAt: this.#world.clock.now(),
    };
    this.#ids.set(key, known);
    return known;
  }
}
