import { findLastValid } from '../config/last-valid-config.ts';
import { shippedAgents } from '../core/agents/shipped-agents.ts';
import type { Config } from '../core/config/config.ts';
import { CONFIG_PATH, parseConfig } from '../core/config/parse-config.ts';
import { claimOf, findRival, mayHaveRivals, type ProjectClaim, type Rival } from '../core/config/rivals.ts';
import type { RepositoryName } from '../core/item-id.ts';
import type { EventOrigin } from '../core/routing/read-event.ts';
import { isSameName } from '../core/states.ts';
import type { ProjectName } from '../core/text/projects-board.ts';
import { listInstalledRepositories } from '../github/apps/installation-repositories.ts';
import { readFileEverywhere } from '../github/repositories/read-file-everywhere.ts';
import type { GitHub } from '../github/wire/client.ts';

export interface Home extends EventOrigin {
  /** `undefined`: its board is no GitHub project. */
  readonly board: ProjectName | undefined;
  readonly claim: ProjectClaim;
}

interface Entry {
  /** All repositories of the owner's installation that have a configuration. */
  readonly homes: readonly Home[];
  readonly readAt: number;
}

const FRESH_MS = 5 * 60_000;

/**
 * Finds the home repositories whose board is a GitHub project, because an event of an organization's project names no
 * repository; and the projects that claim one repository. All of an organization's configurations are read together,
 * two requests for each hundred repositories, and their boards remembered for five minutes. Before anything acts, it
 * reads the configuration again, so that the worst is to overlook for that long a board that was configured without
 * this process getting the push.
 */
export class HomeDirectory {
  readonly #now: () => number;
  readonly #entries = new Map<string, Entry>();
  /** By node id. A project keeps its number. */
  readonly #projects = new Map<string, ProjectName>();
  #forgotten = 0;

  constructor({ now }: { readonly now: () => number }) {
    this.#now = now;
  }

  /** The homes of a project; `undefined` where that has to be asked. */
  recall(project: ProjectName): readonly Home[] | undefined {
    const entry = this.#entries.get(keyOf(project.owner));
    if (!entry || this.#now() - entry.readAt >= FRESH_MS) return undefined;
    return homesOf(project, entry.homes);
  }

  async find(project: ProjectName, github: GitHub): Promise<readonly Home[]> {
    return homesOf(project, await this.#all(project.owner, github));
  }

  /** Who else claims a repository of the project. No request for a project that has only its home repository. */
  async rivalOf(config: Config, github: GitHub): Promise<Rival | undefined> {
    if (!mayHaveRivals(config)) return undefined;
    const homes = await this.#all(config.home.owner, github);
    return findRival(
      config,
      homes.map(({ claim }) => claim),
    );
  }

  async #all(owner: string, github: GitHub): Promise<readonly Home[]> {
    const known = this.#entries.get(keyOf(owner));
    if (known && this.#now() - known.readAt < FRESH_MS) return known.homes;
    const readAt = this.#now();
    const forgotten = this.#forgotten;
    const repositories = await listInstalledRepositories(github);
    const texts = await readFileEverywhere(
      github,
      CONFIG_PATH,
      repositories.map(({ id }) => id),
    );
    const homes: Home[] = [];
    for (const [index, { defaultBranch, owner, repository }] of repositories.entries()) {
      const text = texts[index];
      if (text === undefined) continue;
      const home = { owner, repository };
      const config = await configOf(github, home, text);
      const board = config?.board.type === 'github-projects' ? config.board : undefined;
      homes.push({ repository: home, defaultBranch, board, claim: config ?? claimOf(text, home) });
    }
    // A push that came in meanwhile may be newer than this answer: it is used, and not remembered.
    if (forgotten === this.#forgotten) this.#entries.set(keyOf(owner), { homes, readAt });
    return homes;
  }

  /** To be called when a configuration of the owner may have changed. */
  forget(owner: string): void {
    this.#forgotten += 1;
    this.#entries.delete(keyOf(owner));
  }

  projectOf(nodeId: string): ProjectName | undefined {
    return this.#projects.get(nodeId);
  }

  learnProject(nodeId: string, project: ProjectName): void {
    this.#projects.set(nodeId, project);
  }
}

/** One that is not valid gives way to its last valid version, if it still speaks of a GitHub project at all. */
async function configOf(github: GitHub, home: RepositoryName, text: string): Promise<Config | undefined> {
  if (!text.includes('github-projects')) return undefined;
  const parsed = parseConfig(text, home);
  if (parsed.kind === 'valid') return parsed.config;
  const problem = parsed.message;
  return (await findLastValid(github, home, { path: CONFIG_PATH, text, problem, registry: shippedAgents }))
    ?.config;
}

function homesOf(project: ProjectName, homes: readonly Home[]): readonly Home[] {
  return homes.filter(({ board }) => board && isSameProject(board, project));
}

function isSameProject(one: ProjectName, other: ProjectName): boolean {
  return one.number === other.number && isSameName(one.owner, other.owner);
}

function keyOf(owner: string): string {
  return owner.toLowerCase();
}
