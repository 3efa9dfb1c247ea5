import type { RunCost } from '../ledger/cost.ts';
import type { Entry, LedgerEvent, Request } from '../ledger/ledger-event.ts';
import { costText } from './money.ts';
import { plainText } from './plain-text.ts';

/** Events that the first line names; further ones are counted. */
const NAMED = 3;

/**
 * The commit's message: a line for people, and the entry itself for the audit. An issue that is named `#538` in a commit
 * gets a line in its timeline for every append, so nothing here reads as a reference or a mention.
 */
export function ledgerMessage(entry: Entry): { readonly headline: string; readonly body: string } {
  const named = entry.events.slice(0, NAMED).map(eventLine);
  const more = entry.events.length - named.length;
  const line = [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return { headline: `${plainText(withoutReferences(line))} [skip ci]`, body: toBody(entry) };
}

/** JSON, in which the characters that GitHub looks for are written as escapes. */
function toBody(entry: Entry): string {
  return JSON.stringify(entry)
    .replaceAll('#', '\\u0023')
    .replaceAll('@', '\\u0040')
    .replaceAll('//', '\\/\\/')
    .replaceAll(/gh-/gi, (found) => found.replace('-', '\\u002d'));
}

function withoutReferences(text: string): string {
  return text.replaceAll('#', ' ');
}

/** What was decided, for a person. */
export function eventLine(event: LedgerEvent): string {
  switch (event.type) {
    case 'created':
      return `create the ledger of ${event.project}`;
    case 'move-decided':
      return `move ${event.item} to ${event.move.to}`;
    case 'item-seen': {
      const place = event.version.stage ?? 'no stage';
      return event.by === 'settled'
        ? `${event.item} is in ${place}`
        : `a person moved ${event.item} to ${place}`;
    }
    case 'move-adopted':
      return `take over the move of ${event.item} to ${event.move.to}`;
    case 'move-abandoned':
      return `give up the move of ${event.item}`;
    case 'claimed': {
      const verb = event.takenFrom.length > 0 ? 'takes over' : 'claims';
      return `${event.claim.agent} ${verb} ${event.subjects.map(subjectName).join(' and ')}`;
    }
    case 'budget-reached': {
      const start = `the budget of ${event.reached.of === 'day' ? 'the day' : 'the item'} is spent`;
      return event.handedOver ? `${start}, ${event.item} needs a person` : start;
    }
    case 'item-closed':
      return `${event.item} is closed`;
    case 'wanted':
      return `wait for ${event.subjects.map(subjectName).join(' and ')}`;
    case 'released': {
      const end = `run ${event.run.id} ${event.forDead ? 'is over' : 'ends'}${costPart(event.cost)}`;
      return event.failed?.handedOver ? `${end}, ${event.failed.item} needs a person` : end;
    }
    case 'dispatch-requested':
      return `start ${event.requests.map(requestName).join(' and ')}`;
    case 'dispatch-sent':
      return `${event.key} is run ${event.run}`;
    case 'dispatch-lost':
      return `${event.key} came to nothing (${event.how})`;
    case 'breaker-opened':
      return `start nothing more: ${event.why}`;
    case 'breaker-closed':
      return 'start runs again';
  }
}

function costPart(cost: RunCost | null): string {
  if (!cost) return '';
  const uncountedRuns = cost.tokens === null && !cost.isFull ? 1 : 0;
  return `, cost ${cost.isFull ? 'at most ' : ''}${costText({ ...cost, uncountedRuns })}`;
}

function subjectName(subject: string): string {
  return subject === 'project' ? 'the project' : subject.replace(/^item /, '');
}

function requestName({ dispatch: { agent, item } }: Request): string {
  return item === null ? agent : `${agent} on ${item}`;
}
