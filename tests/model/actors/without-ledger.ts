import { guard, type Reading } from '../../../src/core/guard.ts';
import type { ItemKey } from '../../../src/core/ledger/claim-subject.ts';
import type { Sighting } from '../../../src/core/ledger/ledger-command.ts';
import type { Stage } from '../../../src/core/stages.ts';
import type { Casting } from '../script.ts';
import { faithful } from './cast.ts';
import { act, type Play } from './model-effect.ts';
import { nameOf, type Spec } from './spec.ts';

/** The backlog-manager as it was before there was a ledger. Interlock 2, and 1 where there is a group, are all it has. */
export function withoutLedger(maxInFlight: number): Casting {
  const rest = faithful(maxInFlight);
  return (spec) => (spec.role === 'backlog-manager' ? managerWithoutLedger(spec, maxInFlight) : rest(spec));
}

function* managerWithoutLedger(spec: Extract<Spec, { role: 'backlog-manager' }>, maxInFlight: number): Play {
  const list = yield* act({ kind: 'list-backlog' });
  const room = Math.max(0, maxInFlight - list.inFlight);
  for (const item of list.backlog.slice(0, room)) {
    if (!(yield* isIn(item, 'backlog'))) continue;
    const written = yield* act({ kind: 'write-item', item, to: 'todo' });
    if (written.kind !== 'written') continue;
    const key = `implementation:${item}:by ${nameOf(spec)}`;
    const { at } = written.version;
    const dispatch = {
      agent: 'implementation',
      item,
      cause: 'entered-todo',
      at,
      sent: null,
      acceptedBy: null,
    };
    yield* act({ kind: 'send', key, dispatch });
  }
  return { outcome: 'done', reason: 'selected' };
}

function* isIn(item: ItemKey, stage: Stage): Play<boolean> {
  const answer = yield* act({ kind: 'read-items', items: [item], inFlight: false });
  const sighting = answer.kind === 'items' ? answer.sightings[0] : undefined;
  if (!sighting) return false;
  const state = { stage, name: stage };
  const todo = { stage: 'todo', name: 'todo' } as const;
  return guard({ reading: readingOf(sighting), destination: todo, expected: [state] }).verdict === 'move';
}

function readingOf({ version: { stage }, open }: Sighting): Reading {
  return stage === null ? { kind: 'none', open } : { kind: 'one', state: { stage, name: stage }, open };
}
