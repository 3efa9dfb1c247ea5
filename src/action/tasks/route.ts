import { readFile } from 'node:fs/promises';
import { permissionsOn, type Scope } from '../../agents/run/access.ts';
import { isHeard } from '../../agents/run/follow-move.ts';
import { openProject, type Project } from '../../agents/run/open-project.ts';
import { ledgerPermissions, openRunLedger, readDefaultBranch } from '../../agents/run/open-run-ledger.ts';
import type { TaskContext } from '../../agents/run/task-context.ts';
import type { TaskDecision } from '../../agents/run/task-decision.ts';
import { shippedAgents } from '../../core/agents/shipped-agents.ts';
import { type Intent, route, skipForeign, skipUnread } from '../../core/routing/route.ts';
import { eventMessage } from '../../core/text/run-message.ts';
import { carryOut } from '../../orchestration/carry-out.ts';
import { type EventDecision, eventFailed, skipped } from '../../orchestration/event-decision.ts';
import type { RouteInputs } from '../parse-inputs.ts';
import { readStartedBy, type StartedBy } from '../read-started-by.ts';

const PERMISSIONS: Scope['permissions'] = { actions: 'write', issues: 'write' };

/** `task: route`: the event that started this workflow, decided as the app would decide it, and carried out. */
export async function routeTask(inputs: RouteInputs, context: TaskContext): Promise<TaskDecision> {
  const { name, path } = context.surroundings.event;
  const started = readStartedBy(name, JSON.parse(await readFile(path, 'utf8')));
  switch (started.kind) {
    case 'invalid':
      return toDecision(eventFailed('payload-invalid', started.detail));
    case 'skip':
      return toDecision(skipped(started.reason, started.detail), started.subject);
    case 'event':
      return decide(started, inputs, context);
  }
}

async function decide(
  { event, subject }: Extract<StartedBy, { kind: 'event' }>,
  inputs: RouteInputs,
  context: TaskContext,
): Promise<TaskDecision> {
  const unread = skipUnread(event, shippedAgents);
  if (unread) return toDecision(skipped(unread.reason, unread.detail), subject);
  const opened = await openProject({
    ...context,
    inputs,
    permissions: (config) => permissionsOn(config, { ...PERMISSIONS, ...ledgerPermissions(config) }),
  });
  if (opened.kind === 'closed') return opened.decision;
  const { config, github } = opened.project;
  const routing = skipForeign('workflow', config) ?? route(event, config);
  if (routing.kind === 'skip') return toDecision(skipped(routing.reason, routing.detail), subject);
  const decision = await carryOut(routing.intents, {
    github,
    config,
    event,
    router: 'workflow',
    ledger: openRunLedger(opened.project, context),
    now: context.now,
    defaultBranch: await readDefaultBranch(github, config.home),
    follows: await movesUnheard(routing.intents, opened.project),
  });
  return toDecision(decision, subject);
}

async function movesUnheard(intents: readonly Intent[], project: Project): Promise<boolean> {
  for (const intent of intents) {
    if (intent.kind === 'move' && !(await isHeard(project, intent.item))) return true;
  }
  return false;
}

function toDecision({ outcome, reason, detail, run, moves }: EventDecision, subject?: string): TaskDecision {
  return {
    outcome,
    reason,
    message: eventMessage(detail, reason),
    read: subject === undefined ? [] : [`the event is about ${subject}`],
    details: { subject, run, moves },
  };
}
