import { formatItemId } from '../../core/item-id.ts';
import { visibleText } from '../../core/markdown/hidden-text.ts';
import { readTasks, type Task } from '../../core/markdown/task-list.ts';
import { inOrder } from '../../core/policy/select.ts';
import { isFinished } from '../../core/stages.ts';
import { matchState, type State, type States } from '../../core/states.ts';
import { cut } from '../../core/text/cut.ts';
import * as text from '../../core/text/tool-message.ts';
import { type IssueAtOtherEnd, readLinks } from '../../github/issues/links/read-links.ts';
import { readThread } from '../../github/issues/read-thread.ts';
import { revisionOf } from '../../github/issues/texts/edit-issue.ts';
import { namedMoves } from '../../tools/decide-move-request.ts';
import { type ToolHandlers, toolFailure } from '../../tools/tool-answer.ts';
import { refuseForeign, type ToolSurroundings } from './tool-surroundings.ts';

/** Characters of a text that an agent is shown. */
export const LONGEST_BODY = 30_000;
const LONGEST_COMMENT = 5_000;

/** What other people wrote is passed on without the parts that they cannot see themselves. */
export function readHandlers(
  surroundings: ToolSurroundings,
): Pick<ToolHandlers, 'get_project' | 'list_work_items' | 'get_work_item'> {
  const { project, states, grant } = surroundings;
  const { config, board, github } = project;
  return {
    get_project: async () => ({
      kind: 'answered',
      result: {
        project: config.project,
        mode: config.mode,
        repositories: config.repositories.map(({ owner, repository }) => `${owner}/${repository}`),
        states: states.map(named),
        maxInFlight: config.maxInFlight,
        moves: namedMoves(grant.moves, states).map(({ from, to, expectationDemanded }) => ({
          from: from.name,
          to: to.name,
          expectationDemanded,
        })),
      },
    }),

    list_work_items: async ({ states: asked, limit }) => {
      const wanted: State[] = [];
      for (const name of asked) {
        const match = matchState(name, states);
        if (match.kind !== 'one') {
          return toolFailure('unknown-state', text.unknownStateArgument('states', name, states));
        }
        if (isFinished(match.state.stage)) {
          return toolFailure('tool-arguments-invalid', text.finishedNotListed(match.state.name));
        }
        wanted.push(match.state);
      }
      const found = [...(await board.list(wanted.map(({ stage }) => stage)))].sort(inOrder);
      const shown = found.slice(0, limit);
      return {
        kind: 'answered',
        result: {
          counts: wanted.map((state) => ({
            ...named(state),
            count: found.filter((item) => isIn(item.states, state)).length,
          })),
          items: shown.map(({ id, title, url, createdAt, openBlockers, states: where }) => ({
            item: formatItemId(id),
            title: visibleText(title),
            state: where.length === 1 ? (where[0]?.name ?? null) : null,
            url,
            createdAt,
            openBlockers,
          })),
          notListed: found.length - shown.length,
        },
      };
    },

    get_work_item: async ({ item: id }) => {
      const foreign = refuseForeign(id, surroundings);
      if (foreign) return foreign;
      const item = await board.read(id);
      if (!item) return toolFailure('item-missing', text.noSuchItem(formatItemId(id)));
      const [{ labels, comments, earlier }, links] = await Promise.all([
        readThread(github, id),
        readLinks(github, id),
      ]);
      return {
        kind: 'answered',
        result: {
          item: formatItemId(item.id),
          title: visibleText(item.title),
          body: cut(visibleText(item.body), LONGEST_BODY),
          url: item.url,
          open: item.open,
          createdAt: item.createdAt,
          states: item.states.map(named),
          labels: labels.map(visibleText),
          revision: revisionOf(item),
          checklist: readTasks(item.body).map((task) => ({ entry: entryOf(task), ticked: task.isTicked })),
          openBlockers: item.openBlockers,
          dependsOn: links.blockedBy.map(linked),
          partOf: links.parent ? linked(links.parent) : null,
          subItems: links.subIssues.map(linked),
          pullRequests: [...links.pullRequests],
          comments: comments.map(({ author, createdAt, body }) => ({
            author,
            createdAt,
            body: cut(visibleText(body), LONGEST_COMMENT),
          })),
          commentsNotShown: earlier,
        },
      };
    },
  };
}

/** A box of a checklist by its name: what people see of its line. */
export function entryOf({ text: source }: Pick<Task, 'text'>): string {
  return visibleText(source).trim();
}

function linked({ id, title, open }: IssueAtOtherEnd) {
  return { item: formatItemId(id), title: visibleText(title), open };
}

function named({ stage, name }: State): { readonly stage: string; readonly name: string } {
  return { stage, name };
}

function isIn(states: States, state: State): boolean {
  return states.some(({ stage }) => stage === state.stage);
}
