import { hasAgents } from '../core/config/has-agents.ts';
import { withoutConfigAndWorkflow } from '../core/text/doctor/advice.ts';
import { noAgents } from '../core/text/doctor/workflow.ts';
import { ok, unknown, type Verdict } from './finding.ts';
import { type AgentsWorkflow, agentsWorkflow, type Check, type Subject } from './subject.ts';

/** A check of the agents' workflow, which a project without agents does not need. */
export function ofAgents(
  look: (agents: AgentsWorkflow, subject: Subject) => readonly Verdict[] | Promise<readonly Verdict[]>,
): Check {
  return async (subject) => {
    const loaded = await subject.config();
    if (loaded.kind === 'loaded' && !hasAgents(loaded.config)) return [ok(noAgents)];
    const agents = await agentsWorkflow(subject);
    return agents ? look(agents, subject) : [unknown(withoutConfigAndWorkflow)];
  };
}
