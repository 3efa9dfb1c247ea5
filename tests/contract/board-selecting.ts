import { describe, expect, test } from 'vitest';
import type { AnnouncedMove, BoardSelection } from '../../src/boards/board.ts';
import type { BoardItem } from '../../src/core/board-item.ts';
import { formatItemId, type ItemId } from '../../src/core/item-id.ts';
import type { MoveResult } from '../../src/core/move-result.ts';
import { parseStatusComment } from '../../src/core/text/status-comment.ts';
import { type BoardWorld, type CreateBoardWorld, idsOf, inStage, stateOf } from './board-world.ts';

/** What a choice of the next items reads, and how it moves them. */
export function describeSelecting(name: string, createWorld: CreateBoardWorld): void {
  describe(`${name}: a selection`, () => {
    test('reads the open items in backlog and in flight of every repository, and nothing else', async () => {
      await using world = await createWorld();
      const wanted = [
        world.addItem({ states: ['Backlog'] }),
        world.addItem({ states: ['backlog'], repository: 'api' }),
        world.addItem({ states: ['Todo'] }),
        world.addItem({ states: ['In progress'] }),
        world.addItem({ states: ['In review'] }),
      ];
      for (const state of ['Splitting', 'Planning', 'Done', 'Merged']) world.addItem({ states: [state] });
      world.addItem({ states: ['Backlog'], open: false });
      const { items, unlisted } = await world.board.openSelection().read();
      expect(idsOf(items)).toEqual(wanted.map(formatItemId).sort());
      expect(unlisted).toEqual({ backlog: 0, inFlight: 0 });
    });

    test('reads all of a long backlog in the end, page by page, and counts what is left', async () => {
      await using world = await createWorld();
      const wanted = Array.from({ length: 203 }, () => world.addItem({ states: ['Backlog'] }));
      const moving = world.addItem({ states: ['In progress'] });
      const selection = world.board.openSelection();
      let last = await selection.read();
      for (let more = await selection.readOn(); more; more = await selection.readOn()) {
        const before = last.items.length + last.unlisted.backlog;
        expect(more.items.length + more.unlisted.backlog).toBe(before);
        last = more;
      }
      expect(idsOf(last.items)).toEqual([...wanted, moving].map(formatItemId).sort());
      expect(last.unlisted).toEqual({ backlog: 0, inFlight: 0 });
    });

    test('shows an item in two stages as being in both', async () => {
      await using world = await createWorld();
      world.addItem({ states: ['Backlog', 'Todo'] });
      const { items } = await world.board.openSelection().read();
      expect(items.map(({ states }) => states)).toEqual([[inStage('backlog'), inStage('todo')]]);
    });

    test('throws rather than giving a part', async () => {
      await using world = await createWorld();
      world.addItem({ states: ['Backlog'] });
      world.breakReads();
      await expect(world.board.openSelection().read()).rejects.toMatchObject({
        reason: 'github-unavailable',
      });
    });

    test.each([
      ['an open issue', { states: ['In progress'] }, 'unfinished'],
      ['an open issue in backlog', { states: ['Backlog'] }, 'unfinished'],
      ['an open issue outside the pipeline', {}, 'unfinished'],
      ['a closed issue', { open: false }, 'resolved'],
      ['an open issue in done', { states: ['Done'] }, 'resolved'],
      ['an open issue in merged', { states: ['merged'] }, 'resolved'],
      ['an open issue in done and in review', { states: ['In review', 'Done'] }, 'unfinished'],
    ] as const)('takes %s that the text names for what it is', async (_, named, kind) => {
      await using world = await createWorld();
      const blocker = world.addItem({ ...named, repository: 'api' });
      const id = world.addItem({ states: ['Backlog'], title: `Needs ${formatItemId(blocker)}` });
      const { selection, item } = await select(world.board.openSelection(), id);
      expect(await selection.dependenciesOf(item)).toMatchObject({
        dependencies: [{ kind, id: blocker }],
        counted: 0,
        listed: 0,
      });
    });

    test.each([
      ['a number that a repository of the project does not have', 'acme/web#4711', 'missing'],
      ['a number that no issue can have', 'acme/web#9999999999', 'missing'],
      ['a number that another repository, which can be read, does not have', 'other/lib#4711', 'missing'],
      ['an issue of a repository that does not exist', 'other/thing#1', 'unreadable'],
      ['an issue of a repository that the token cannot see', 'other/secret#1', 'unreadable'],
    ] as const)('takes %s for what it is', async (_, named, kind) => {
      await using world = await createWorld();
      await world.addRepository('other/lib');
      await world.addRepository('other/secret', { private: true });
      const id = world.addItem({ states: ['Backlog'], body: `Blocked by ${named}` });
      const { selection, item } = await select(world.board.openSelection(), id);
      expect(await selection.dependenciesOf(item)).toMatchObject({ dependencies: [{ kind }] });
    });

    test('shows the open issues that the provider says block an item', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'], blockers: 2 });
      const { selection, item } = await select(world.board.openSelection(), id);
      expect(await selection.dependenciesOf(item)).toMatchObject({
        dependencies: [{ kind: 'unfinished' }, { kind: 'unfinished' }],
        counted: 2,
        listed: 2,
      });
    });

    test('says on an item why, and then moves it', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      const { selection, item } = await select(world.board.openSelection(), id);
      expect(await results(selection, [announced(item)])).toMatchObject([
        { outcome: 'moved', previousState: 'Backlog', destination: 'Todo' },
      ]);
      expect(world.look(id).states).toEqual(['Todo']);
      expect(statuses(world, id)).toEqual([['selected', 'selected']]);
      expect(world.comments(id)[0]).toContain('Here it goes.');
    });

    test('edits the comment of an earlier step, and adds no second', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      const first = await select(world.board.openSelection(), id);
      world.breakMoves(2);
      expect(await results(first.selection, [announced(first.item)])).toMatchObject([{ outcome: 'failed' }]);
      const second = await select(world.board.openSelection(), id);
      await results(second.selection, [announced(second.item)]);
      expect(statuses(world, id)).toEqual([['selected', 'selected', 'not-moved']]);
    });

    test('leaves an item that a person moved meanwhile, and says so in its comment', async () => {
      await using world = await createWorld();
      const id = world.addItem({ states: ['Backlog'] });
      const { selection, item } = await select(world.board.openSelection(), id);
      await world.put(id, 'In progress');
      const [result, ...others] = await results(selection, [announced(item)]);
      expect(others).toEqual([]);
      expect(result).toMatchObject({ outcome: 'refused', previousState: 'In progress' });
      expect(world.look(id).states).toEqual(['In progress']);
      expect(statuses(world, id)).toEqual([['not-moved', 'not-moved', 'selected']]);
      expect(world.comments(id)[0]).toContain(result?.message);
    });

    test('moves several, each with its own comment', async () => {
      await using world = await createWorld();
      const ids = [1, 2, 3].map(() => world.addItem({ states: ['Backlog'] }));
      const selection = world.board.openSelection();
      const { items } = await selection.read();
      const outcomes = (await results(selection, items.map(announced))).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['moved', 'moved', 'moved']);
      expect(ids.map((id) => [world.look(id).states, world.comments(id).length])).toEqual(
        ids.map(() => [['Todo'], 1]),
      );
    });
  });
}

async function select(selection: BoardSelection, id: ItemId) {
  const { items } = await selection.read();
  const item = items.find((one) => formatItemId(one.id) === formatItemId(id));
  if (!item) throw new Error(`${formatItemId(id)} was not read`);
  return { selection, item };
}

const said = { project: 'web', at: new Date(Date.UTC(2026, 10, 23)) };

/** Of each comment the present status, and then its history from the newest. */
function statuses(world: BoardWorld, id: ItemId): readonly (readonly string[])[] {
  return world.comments(id).map((body) => {
    const { status = '', history = [] } = parseStatusComment(body, 'web') ?? {};
    return [status, ...history.map((entry) => entry.status)];
  });
}

function announced(item: BoardItem): AnnouncedMove {
  return {
    item,
    destination: stateOf('todo'),
    expected: [stateOf('backlog')],
    announcement: { ...said, status: 'selected', line: 'Here it goes.' },
    correction: ({ message }) => ({ ...said, status: 'not-moved', line: message }),
  };
}

async function results(selection: BoardSelection, moves: readonly AnnouncedMove[]): Promise<MoveResult[]> {
  const all: MoveResult[] = [];
  for await (const result of selection.move(moves)) all.push(result);
  return all;
}
