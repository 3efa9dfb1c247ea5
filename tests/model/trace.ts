import type { Sighting } from '../../src/core/ledger/ledger-command.ts';
import type { Entry, LedgerEvent } from '../../src/core/ledger/ledger-event.ts';
import type { ModelAnswer, ModelEffect } from './actors/model-effect.ts';
import type { Outcome } from './world/outcome.ts';

/** What a step of a process is in a trace: who did what, in one line. */
export function sayEffect(effect: ModelEffect, { name, answer, fault }: Outcome): string {
  const how = fault ? ` [${name}]` : '';
  return `${sayRequest(effect, answer)}${how}`;
}

function sayRequest(effect: ModelEffect, answer: ModelAnswer): string {
  switch (effect.kind) {
    case 'read-ledger':
      return 'reads the ledger';
    case 'commit':
      return `${isOf(answer, 'conflict') ? 'fails to append (newer head)' : 'appends'}: ${sayEntry(effect.entry)}`;
    case 'read-items':
      return `reads ${[...effect.items, ...(effect.inFlight ? ['what is in flight'] : [])].join(', ')}: ${saySightings(answer)}`;
    case 'list-backlog':
      return `lists the backlog: ${'backlog' in (answer as object) ? JSON.stringify(answer) : '?'}`;
    case 'write-item':
      return `writes ${effect.item} to ${effect.to}`;
    case 'ask-runs':
      return `asks for runs ${effect.runs.map(({ id, attempt }) => `${id}.${attempt}`).join(', ')}: ${lives(answer)}`;
    case 'send':
      return `dispatches ${effect.key}`;
    case 'fence':
      return `fences the branch of ${effect.item}`;
    case 'read-branch':
      return `reads the branch ${effect.branch}`;
    case 'push':
      return `pushes to ${effect.branch}${isOf(answer, 'rejected') ? ' and is rejected' : ''}`;
    case 'ask-model':
      return `has a model work on ${effect.item}, which costs ${JSON.stringify(answer)}`;
    case 'open-pull-request':
      return `opens a pull request of ${effect.branch}${isOf(answer, 'exists') ? ': there is one' : ''}`;
    case 'wait':
    case 'note':
      return effect.kind;
  }
}

function isOf(answer: ModelAnswer, kind: string): boolean {
  return typeof answer === 'object' && 'kind' in answer && answer.kind === kind;
}

function lives(answer: ModelAnswer): string {
  return Array.isArray(answer) ? answer.map((life: { kind: string }) => life.kind).join(', ') : '?';
}

function saySightings(answer: ModelAnswer): string {
  if (typeof answer !== 'object' || !('sightings' in answer)) return 'unreadable';
  const sightings: readonly (Sighting | undefined)[] = answer.sightings;
  const shown = sightings.map((one) =>
    one ? `${one.version.stage}${one.ambiguous ? ' and another' : ''}` : 'gone',
  );
  return [...shown, ...(answer.inFlight.length > 0 ? [`in flight ${answer.inFlight.join(' ')}`] : [])].join(
    ', ',
  );
}

export function sayEntry({ events }: Entry): string {
  return events.map(sayEvent).join('; ');
}

function sayEvent(event: LedgerEvent): string {
  switch (event.type) {
    case 'move-decided':
      return `${event.item} shall go from ${event.move.read.stage} to ${event.move.to}${sayRequests(event.requests)}`;
    case 'item-seen':
      return `${event.item} is in ${event.version.stage} (${event.by})${sayRequests(event.requests)}`;
    case 'move-adopted':
      return `takes over the move of ${event.item} to ${event.move.to}`;
    case 'move-abandoned':
      return `gives up the move of ${event.item}`;
    case 'claimed':
      return `claims ${event.subjects.join(', ')} for ${event.accepts.key}${event.takenFrom.length > 0 ? ` from ${event.takenFrom.join(', ')}` : ''}`;
    case 'budget-reached':
      return `refuses ${event.key ?? 'a run by hand'}: the ${event.reached.of} may cost no more${event.handedOver ? ', and hands it over' : ''}`;
    case 'item-closed':
      return `forgets what ${event.item} cost`;
    case 'wanted':
      return `wants ${event.subjects.join(', ')}`;
    case 'released':
      return `releases ${event.claim}${event.cost ? ` for ${event.cost.nanoDollars}` : ''}${event.failed ? ` (${event.failed.cause})` : ''}${sayRequests(event.requests)}`;
    case 'dispatch-requested':
      return `asks for a run${sayRequests(event.requests)}`;
    case 'dispatch-sent':
      return `${event.key} is run ${event.run}`;
    case 'dispatch-lost':
      return `${event.key} came to nothing (${event.how})`;
    case 'created':
    case 'breaker-opened':
    case 'breaker-closed':
      return event.type;
  }
}

function sayRequests(requests: readonly { readonly key: string }[]): string {
  return requests.length > 0 ? `, to start ${requests.map(({ key }) => key).join(', ')}` : '';
}
