import type { BoardItem } from '../../core/board-item.ts';
import type { ProjectsBoardConfig } from '../../core/config/config.ts';
import { formatItemId, type ItemId, itemKey, type RepositoryName } from '../../core/item-id.ts';
import type { Seen, Sighting } from '../../core/ledger/ledger-command.ts';
import { ProviderError } from '../../core/provider-error.ts';
import { IN_FLIGHT_STAGES, isInFlight, type Stage } from '../../core/stages.ts';
import type { State, States } from '../../core/states.ts';
import * as text from '../../core/text/projects-board.ts';
import { LARGEST_NUMBER } from '../../github/issues/look-up-issues.ts';
import { addCard } from '../../github/projects/add-card.ts';
import { findProjectItems } from '../../github/projects/find-project-items.ts';
import type { Card, IssueWithCards } from '../../github/projects/project-cards.ts';
import { readProjectItem } from '../../github/projects/read-project-item.ts';
import { type Listed, seeProjectItems } from '../../github/projects/see-project-items.ts';
import type { GitHub } from '../../github/wire/client.ts';
import type { Board, BoardSelection, SeenAfterWrite } from '../board.ts';
import { seeInBatches } from '../see-in-batches.ts';
import { boardItemOf, cardsOn } from './board-item-of.ts';
import { covers, itemSearch } from './item-search.ts';
import { ProjectConnection } from './project-connection.ts';
import { ProjectSelection } from './project-selection.ts';
import type { ResolvedBoard } from './resolve-board.ts';
import { sightingOfCards } from './sighting-of.ts';
import { theCard, writeAndSeeCard, writeCards } from './write-cards.ts';

/**
 * Stages as options of a single select field of a GitHub project. GitHub has no conditional write for it either: between
 * a read and a write a person may drag the card. The write asks for the value that the field then has, and one that is
 * not ours is a failure, but a later one cannot be seen.
 */
export class GitHubProjectsBoard implements Board {
  readonly #connection: ProjectConnection;
  /** The cards of what was read last: a write that follows need not look for them. */
  readonly #cards = new Map<string, readonly Card[]>();

  constructor(github: GitHub, repositories: readonly RepositoryName[], config: ProjectsBoardConfig) {
    this.#connection = new ProjectConnection(github, repositories, config);
  }

  async readStates(): Promise<States> {
    return (await this.#connection.board()).states;
  }

  async list(stages: readonly Stage[]): Promise<readonly BoardItem[]> {
    const found = new Map<string, BoardItem>();
    let after: string | undefined;
    do {
      const { answer, board } = await this.#search(stages, after);
      for (const issue of answer.issues) {
        const item = boardItemOf(issue, board);
        const isWanted = item.states.some(({ stage }) => stages.includes(stage));
        if (item.open && isWanted && this.#connection.isOurs(item.id)) found.set(formatItemId(item.id), item);
      }
      after = answer.next;
    } while (after !== undefined);
    return [...found.values()];
  }

  async read(id: ItemId): Promise<BoardItem | undefined> {
    const found = await this.#read(id);
    return found && boardItemOf(found.issue, found.board);
  }

  /** One request after `read`, and otherwise one more to find the card. */
  async write(id: ItemId, to: State): Promise<void> {
    const card = theCard(id, await this.#cardsOf(id), this.#connection.config);
    const board = await this.#connection.board();
    const [written] = await writeCards(this.#connection, board, [{ item: id, card: card.id, to }]);
    if (written?.kind === 'failed') throw written.error;
  }

  /** Three requests for an item that has no card: GitHub adds a card and sets its field in two steps. */
  async place(id: ItemId, to: State): Promise<void> {
    const found = await this.#read(id);
    if (!found) throw itemMissing(id);
    const { issue, board } = found;
    if (cardsOn(board, issue).length === 0) {
      const { github, config } = this.#connection;
      await addCard(github, { name: config, project: board.project, item: id, issue: issue.nodeId });
      // What is remembered is that it has none.
      this.#cards.delete(itemKey(id));
    }
    return this.write(id, to);
  }

  /** One request for up to fifty items, and further ones only if more than a page is in flight. */
  see(items: readonly ItemId[], { list }: { readonly list: boolean }): Promise<Seen> {
    return seeInBatches(items, list, (some, isListed) => this.#seeSome(some, isListed));
  }

  /** One request after `see`, and otherwise one more to find the card. */
  async writeAndSee(item: ItemId, to: Stage): Promise<SeenAfterWrite> {
    const card = theCard(item, await this.#cardsOf(item), this.#connection.config);
    return writeAndSeeCard(this.#connection, await this.#connection.board(), { item, card, to });
  }

  openSelection(): BoardSelection {
    return new ProjectSelection(this.#connection, this);
  }

  async #read(id: ItemId): Promise<{ issue: IssueWithCards; board: ResolvedBoard } | undefined> {
    if (id.number > LARGEST_NUMBER) return undefined;
    const { github } = this.#connection;
    const { answer, board } = await this.#connection.ask((names) => readProjectItem(github, names, id));
    if (!answer.issue) return undefined;
    this.#cards.set(itemKey(id), cardsOn(board, answer.issue));
    return { issue: answer.issue, board };
  }

  async #seeSome(items: readonly ItemId[], list: boolean): Promise<Seen> {
    const { github } = this.#connection;
    const { answer, board } = await this.#connection.ask(
      async (names) => {
        const searches = list
          ? {
              inFlight: itemSearch(this.#connection, names, IN_FLIGHT_STAGES),
              backlog: itemSearch(this.#connection, names, ['backlog']),
            }
          : undefined;
        const { value, readAt } = await seeProjectItems(github, names, { items, searches });
        return { ...value, readAt };
      },
      (names, { states }) =>
        !list ||
        (covers(names.states, states, IN_FLIGHT_STAGES) && covers(names.states, states, ['backlog'])),
    );
    const sightings = answer.issues.map((issue, index): Sighting | undefined => {
      const item = items[index];
      if (!issue || !item) return undefined;
      this.#cards.set(itemKey(item), cardsOn(board, issue));
      return sightingOfCards(issue, board, answer.readAt);
    });
    const { listed } = answer;
    return {
      sightings,
      inFlight: listed ? await this.#inFlight(listed, board) : [],
      backlog: listed?.backlog ?? 0,
    };
  }

  async #inFlight({ inFlight, hasMore }: Listed, board: ResolvedBoard): Promise<readonly ItemId[]> {
    if (hasMore) return (await this.list(IN_FLIGHT_STAGES)).map(({ id }) => id);
    return inFlight
      .map((issue) => boardItemOf(issue, board))
      .filter(
        // The search may be behind the board: what counts is where the card is now.
        ({ id, open, states }) =>
          open && states.some(({ stage }) => isInFlight(stage)) && this.#connection.isOurs(id),
      )
      .map(({ id }) => id);
  }

  async #cardsOf(id: ItemId): Promise<readonly Card[]> {
    const isKnown = this.#cards.has(itemKey(id)) || (await this.read(id)) !== undefined;
    if (!isKnown) throw itemMissing(id);
    const cards = this.#cards.get(itemKey(id)) ?? [];
    this.#cards.delete(itemKey(id));
    return cards;
  }

  #search(stages: readonly Stage[], after: string | undefined) {
    const { github } = this.#connection;
    return this.#connection.ask(
      (names) =>
        findProjectItems(github, names, { search: itemSearch(this.#connection, names, stages), after }),
      (names, board) => covers(names.states, board.states, stages),
    );
  }
}

function itemMissing(id: ItemId): ProviderError {
  return new ProviderError({ reason: 'item-missing', message: text.itemMissing(formatItemId(id)) });
}
