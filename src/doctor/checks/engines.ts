import type { EngineAgent } from '../../core/agents/project-agents.ts';
import type { ModelEngineSettings } from '../../core/config/engine-settings.ts';
import * as text from '../../core/text/doctor/engines.ts';
import { isDriven } from '../../engines/install/engine-cli.ts';
import { engines } from '../../engines/registry.ts';
import { accessVariablesOf } from '../../model-proxy/model-access.ts';
import { type AgentsWorkflow, checkAgentsWorkflow } from '../doctor-subject.ts';
import { minutesOf, type NeededKey, neededKeys } from '../engine-needs.ts';
import { type CheckVerdict, error, ok, warning } from '../finding.ts';

/** What the engines need of configuration and workflow: key, time, a version that is driven, and a budget that counts. */
export const checkEngines = checkAgentsWorkflow(async (agents, { now }) => {
  const configured = agents.config.agents.configured.flatMap((agent) =>
    agent.engine === 'policy' ? [] : [agent],
  );
  const keys = neededKeys(agents.config.agents).flatMap((key) => judgeKey(key, agents));
  const verdicts = await Promise.all(configured.map((agent) => judgeAgent(agent, agents, now)));
  const found = [...keys, ...verdicts.flat()];
  return found.length > 0 ? found : [ok(text.noModelAsked)];
});

const SECRET = /\$\{\{.*\bsecrets\b.*\}\}/s;

function judgeKey(key: NeededKey, { path, workflow, step }: AgentsWorkflow): readonly CheckVerdict[] {
  const { env, job, calls = [] } = step;
  const own = calls.at(-1);
  const wider = { ...(own?.workflow ?? workflow).env, ...job.env };
  const file = own?.path ?? path;
  const handed = key.variables.find((name) => (env[name] ?? wider[name] ?? '').trim() !== '');
  if (handed === undefined) return [error(text.keyNotHandedOn(file, key))];
  const value = env[handed] ?? wider[handed] ?? '';
  if (!value.includes('${{')) return [error(text.keyInFile(file, handed))];
  return env[handed] === undefined && SECRET.test(value) ? [warning(text.keyForWholeJob(file, handed))] : [];
}

async function judgeAgent(
  agent: EngineAgent,
  agents: AgentsWorkflow,
  now: Date,
): Promise<readonly CheckVerdict[]> {
  const { name } = agent.definition;
  const tooShort = judgeTime(agent, agents);
  if (agent.engine === 'command') {
    return tooShort.length > 0 ? tooShort : [ok(text.commandAgentFits(name, agent.timeoutMinutes))];
  }
  const { cli } = engines[agent.engine];
  const told = { ...agent, name };
  const versions =
    agent.version !== undefined && cli && !isDriven(cli, agent.version)
      ? [error(text.versionNotDriven(told, agent.version, cli))]
      : [];
  const budget = await judgeBudget(told, agents, now);
  const found = [...tooShort, ...versions, ...budget];
  return found.length > 0 ? found : [ok(text.modelAgentFits(told, agent.budget.dollars))];
}

/** A job without a limit of its own ends after six hours. */
const LONGEST_JOB = 360;
/** What is left for what comes before and after the engine. */
const LEAST_AROUND_ENGINE = 5;

function judgeTime(agent: EngineAgent, { path, step }: AgentsWorkflow): readonly CheckVerdict[] {
  const needed = minutesOf(agent);
  const job = Number(step.job['timeout-minutes'] ?? LONGEST_JOB);
  // An expression is not a number, and what it comes to is known only to a run.
  if (Number.isNaN(job) || job >= needed + LEAST_AROUND_ENGINE) return [];
  const file = step.calls?.at(-1)?.path ?? path;
  return [error(text.jobTooShort(file, agent.definition.name, { job, needed }))];
}

/** Whether `budget` limits a run: it counts only calls whose price is known. */
async function judgeBudget(
  agent: ModelEngineSettings & { readonly name: string },
  { workflow, step }: AgentsWorkflow,
  now: Date,
): Promise<readonly CheckVerdict[]> {
  const provider = engines[agent.engine].asks;
  const { keys, subscription, baseUrls, officialUrl } = accessVariablesOf(provider);
  const env = { ...workflow.env, ...step.job.env, ...step.env };
  const tokens = agent.budget.tokens;
  if (baseUrls.some((name) => env[name])) return [warning(text.tokensCount(agent, tokens, 'server'))];
  if (subscription !== undefined && env[subscription] && !keys.some((name) => env[name])) {
    return [warning(text.tokensCount(agent, tokens, 'subscription'))];
  }
  // The list has half a megabyte, and nothing else needs it.
  const { loadPriceList } = await import('../../model-proxy/meter/price-list.ts');
  const prices = await loadPriceList({ provider, baseUrl: officialUrl });
  const price = prices.priceOf({ input_tokens: 1, output_tokens: 1 }, { model: agent.model, at: now });
  return price === undefined ? [warning(text.tokensCount(agent, tokens, 'model'))] : [];
}
