import type { ModelEffect } from '../actors/model-effect.ts';
import type { Outcome } from './outcome.ts';
import { askModel, askRuns, fence, openPullRequest, push, readBranch, send } from './perform-actions.ts';
import { listBacklog, readItems, writeItem } from './perform-board.ts';
import { commit, readLedger } from './perform-ledger.ts';
import type { Process, Rules, World } from './world.ts';

/** All the ways in which the effect may come out, faults included. */
export function perform(
  world: World,
  process: Process,
  effect: ModelEffect,
  rules: Rules,
): readonly Outcome[] {
  switch (effect.kind) {
    case 'read-ledger':
      return readLedger(world, process);
    case 'commit':
      return commit(world, process, effect);
    case 'read-items':
      return readItems(world, process, effect);
    case 'list-backlog':
      return listBacklog(world, process);
    case 'write-item':
      return writeItem(world, process, effect, rules);
    case 'ask-runs':
      return askRuns(world, process, effect);
    case 'send':
      return send(world, effect, rules);
    case 'fence':
      return fence(world, effect);
    case 'read-branch':
      return readBranch(world, effect);
    case 'push':
      return push(world, process, effect);
    case 'ask-model':
      return askModel(world, effect);
    case 'open-pull-request':
      return openPullRequest(world, effect);
    case 'wait':
    case 'note':
      throw new Error('The script answers these by itself');
  }
}
