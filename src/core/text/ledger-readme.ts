import { reservedOn } from '../ledger/budget.ts';
import { itemOfSubject } from '../ledger/claim-subject.ts';
import { type Amount, type CostSum, NO_COST } from '../ledger/cost.ts';
import { type Claim, type ItemRecord, type LedgerState, stageInLedger } from '../ledger/ledger-state.ts';
import { isInFlight } from '../stages.ts';
import { costText, dollarsText, tokensText } from './money.ts';
import { plainText } from './plain-text.ts';

/** What a person sees who opens the ledger's branch on GitHub. `at` is when the newest entry was made. */
export function ledgerReadme(state: LedgerState, at: string): string {
  const { costs } = state;
  const items = Object.entries(state.items);
  const waiting = Object.values(state.dispatches).filter(({ acceptedBy }) => acceptedBy === null);
  return [
    `# The ledger of ${state.project}`,
    'Interlock decides here which of several runs may move an item or work on it. Each commit is one decision; ' +
      '`git log` is the record of all of them. Nobody but Interlock should write to this branch.',
    `Entry ${state.seq}, made at ${at}.`,
    ...(state.breaker
      ? [`**Nothing is started since ${state.breaker.since}**: ${cell(state.breaker.why)}`]
      : []),
    section('In flight', {
      head: ['item', 'stage', 'since', 'held by', 'failures'],
      rows: items.flatMap(([item, record]) => (isFlying(record) ? [itemRow(state, item, record)] : [])),
    }),
    section('Held', {
      head: ['what', 'by', 'since', 'somebody waits for it'],
      rows: claimsOf(state).map(({ claim, subjects, isWanted }) => [
        subjects.join(' and '),
        holder(claim),
        claim.since,
        isWanted ? 'yes' : '',
      ]),
    }),
    section('To be started', {
      head: ['agent', 'item', 'because of', 'since', 'run'],
      rows: waiting.map(({ agent, item, cause, at: asked, sent }) => [
        agent,
        item ?? '',
        cause,
        asked,
        sent === null ? '' : String(sent),
      ]),
    }),
    section('Cost of open items', {
      head: ['item', ...COST_HEAD, 'reserved'],
      rows: costlyItems(state).map((item) => [
        item,
        ...costCells(costs.items[item] ?? NO_COST),
        reservedCell(reservedOn(state, item)),
      ]),
    }),
    section('Cost by day (UTC)', {
      head: ['day', ...COST_HEAD],
      rows: Object.entries(costs.days).map(([day, sum]) => [day, ...costCells(sum)]),
    }),
    section('Waiting for a person', {
      head: ['item', 'stage', 'failures'],
      rows: items.flatMap(([item, record]) =>
        record.needsHuman ? [[item, stageInLedger(record) ?? '', failures(record)]] : [],
      ),
    }),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

interface HeldClaim {
  readonly claim: Claim;
  readonly subjects: readonly string[];
  readonly isWanted: boolean;
}

/** Each claim once, with all that it holds. */
function claimsOf({ claims }: LedgerState): readonly HeldClaim[] {
  const ids = new Set(Object.values(claims).map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const held = Object.entries(claims).filter(([, claim]) => claim.id === id);
    const [first] = held;
    const isWanted = held.some(([, { wanted }]) => wanted);
    return first ? [{ claim: first[1], subjects: held.map(([subject]) => subject), isWanted }] : [];
  });
}

function isFlying(record: ItemRecord): boolean {
  const stage = stageInLedger(record);
  return isInFlight(stage);
}

function itemRow(state: LedgerState, item: string, record: ItemRecord): readonly string[] {
  const { move, seen } = record;
  const claim = state.claims[`item ${item}`];
  return [
    item,
    move ? `${seen.stage ?? 'no stage'}, on its way to ${move.to}` : (seen.stage ?? ''),
    move ? move.at : seen.at,
    claim ? holder(claim) : '',
    failures(record),
  ];
}

function holder({ agent, run }: Claim): string {
  return `${agent}, run ${run.id}${run.attempt > 1 ? ` attempt ${run.attempt}` : ''}`;
}

function failures({ attempts }: ItemRecord): string {
  return Object.entries(attempts)
    .map(([cause, count]) => `${cause}: ${count}`)
    .join(', ');
}

const COST_HEAD = ['runs', 'cost', 'tokens', 'tokens of unknown price', 'minutes'];

function costCells(sum: CostSum): readonly string[] {
  const { runs, tokens, unpricedTokens, seconds } = sum;
  const minutes = Math.ceil(seconds / 60);
  return [String(runs), costText(sum), String(tokens), String(unpricedTokens), String(minutes)];
}

function reservedCell({ nanoDollars, unpricedTokens }: Amount): string {
  if (nanoDollars === 0 && unpricedTokens === 0) return '';
  return `${dollarsText(nanoDollars)} or ${tokensText(unpricedTokens)}`;
}

/** Those that have cost something, and those whose run may. */
function costlyItems(state: LedgerState): readonly string[] {
  const held = Object.keys(state.claims).flatMap((subject) => itemOfSubject(subject) ?? []);
  const reserving = held.filter((item) => reservedCell(reservedOn(state, item)) !== '');
  return [...new Set([...Object.keys(state.costs.items), ...reserving])];
}

interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function section(title: string, { head, rows }: Table): string {
  if (rows.length === 0) return '';
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return [`## ${title}`, '', ...lines.map((line) => `| ${line.join(' | ')} |`)].join('\n');
}

/** Text that came from somewhere, made harmless in a cell of a table. A file refers to no issue and mentions nobody. */
function cell(text: string): string {
  return plainText(text)
    .replaceAll('\u200B', '')
    .replaceAll(/[\\`*_[\]|<>~&]/g, '\\$&');
}
