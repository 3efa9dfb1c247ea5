import { hasAgents } from '../core/config/has-agents.ts';
import { withoutConfigAndWorkflow } from '../core/text/doctor/advice.ts';
import { noAgentToLookAt } from '../core/text/doctor/workflow.ts';
import { type CheckVerdict, ok, unknown } from './finding.ts';
import { type AgentsWorkflow, agentsWorkflow, type Check, type DoctorSubject } from './subject.ts';

/** A check of the agents' workflow, which a project without agents does not need. */
export function ofAgents(
  look: (
    agents: AgentsWorkflow,
    subject: DoctorSubject,
  ) => readonly CheckVerdict[] | Promise<readonly CheckVerdict[]>,
): Check {
  return async (subject) => {
    const loaded = await subject.config();
    if (loaded.kind === 'loaded' && !hasAgents(loaded.config)) return [ok(noAgentToLookAt)];
    const agents = await agentsWorkflow(subject);
    return agents ? look(agents, subject) : [unknown(withoutConfigAndWorkflow)];
  };
}
