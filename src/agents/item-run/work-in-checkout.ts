import type { BoardItem } from '../../core/board-item.ts';
import { INTERLOCK } from '../../core/identity.ts';
import { formatItemId } from '../../core/item-id.ts';
import type { Warrant } from '../../core/ledger/warrant.ts';
import { checkFreshness } from '../../core/policy/check-freshness.ts';
import { namedItemMissing } from '../../core/text/input-message.ts';
import { commitMessage } from '../../core/text/pull-request-text.ts';
import * as text from '../../core/text/run-message.ts';
import { SourceRepository } from '../git/source-repository.ts';
import { takeWork } from '../git/take-work.ts';
import type { TaskContext } from '../run/task-context.ts';
import { type Assignment, type Stopped, type Work, workFailed, workRefused } from './assignment.ts';
import { chooseStart } from './choose-start.ts';
import { findItemBranch, type ItemBranch, type Lease } from './item-branch.ts';
import type { Publication } from './publication.ts';
import { readTeamTexts } from './read-team-texts.ts';
import { runEngine } from './run-engine.ts';
import { settleWork } from './settle-work.ts';
import { createWorkspace, writeItemFile } from './workspace.ts';

/** Takes down what was read. */
export type Note = (fact: string) => void;

interface Job {
  readonly assignment: Assignment;
  readonly context: TaskContext;
  readonly note: Note;
  readonly lease?: Lease;
}

/** From an item that is ours to its pull request: context, prepare, engine, finish. Leaves nothing on the disk. */
export async function workInCheckout(
  warrant: Warrant,
  { assignment, context, note, lease }: Job,
): Promise<Work> {
  const { board, token, item } = assignment;
  const { surroundings, signal, mask, save, patience } = context;
  const found = await board.read(item);
  if (!found) return workFailed('item-missing', namedItemMissing(formatItemId(item)));
  const branch = await findItemBranch(warrant, { project: assignment, item, surroundings });
  if (branch.rival) return workRefused('other-project', text.otherProjectMessage({ item, ...branch.rival }));
  const stale = staleness(found, branch);
  if (stale) return stale;
  const { base, inTheWay } = branch;
  if (inTheWay !== undefined) return workFailed('push-refused', text.branchInTheWay(branch.name, inTheWay));
  if (base === undefined) return workFailed('item-missing', text.repositoryEmptyMessage(item));

  await using workspace = await createWorkspace(surroundings.temporaryDirectory);
  save('work-directory', workspace.directory);
  const source = new SourceRepository({
    directory: workspace.own,
    url: `${surroundings.serverUrl}/${item.owner}/${item.repository}.git`,
    token,
    mask,
    env: surroundings.env,
    signal,
    patience,
  });
  const heads = await source.fetch(base, branch.name);
  if (lease && lease.head !== heads.head) {
    return workRefused('branch-moved', text.branchMovedMessage(branch.name));
  }
  const start = await chooseStart({ repository: source, branch, ...heads });
  if (start.kind === 'foreign') {
    return workRefused('branch-has-foreign-commits', text.foreignCommitsMessage(branch.name, start.count));
  }
  note(text.startFact({ branch: branch.name, base, kind: start.kind, commit: start.commit }));
  const at = { branch: branch.name, start: start.commit };
  const untouched = await source.checkOut(workspace.checkout, at);
  const { title, body, url } = found;
  await writeItemFile(workspace.itemFile, { item: formatItemId(item), title, body, url });

  const { rules, template } = await readTeamTexts(source, heads.base, assignment.agent);
  const { runUrl } = surroundings;
  const publication: Publication = {
    assignment,
    branch,
    base,
    source,
    untouched,
    expectedHead: heads.head,
    title,
    body,
    template,
    runUrl,
    note,
  };
  const take = (agentTitle: string | undefined) =>
    takeWork({
      source: signal.aborted ? source.afterCancellation() : source,
      parent: workspace.own,
      checkout: workspace.checkout,
      untouched,
      message: commitMessage({ item, title, agentTitle, runUrl }),
      identity: INTERLOCK,
    });
  const ran = await runEngine(warrant, { assignment, context, workspace, item: found, branch, rules, take });
  // Awaited here: the workspace is removed when this function returns.
  return ran.kind === 'stopped' ? ran : await settleWork(warrant, ran, publication);
}

/** Why nothing is to be paid for. */
function staleness({ id: item, body }: BoardItem, branch: ItemBranch): Stopped | undefined {
  const freshness = checkFreshness({ ...branch, body, isContinued: branch.pullRequest !== undefined });
  if (freshness.kind === 'fresh') return undefined;
  const { reason } = freshness;
  switch (reason) {
    case 'pull-request-exists':
      return workRefused(reason, text.pullRequestExistsMessage({ ...freshness.pull, item }));
    case 'pull-request-merged':
      return workRefused(reason, text.pullRequestMergedMessage({ ...freshness.pull, item }));
    case 'criteria-met':
      return workRefused(reason, text.criteriaMetMessage(item, freshness.criteria));
  }
}
