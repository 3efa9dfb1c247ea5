import { missingLabels } from '../../boards/github-labels/missing-labels.ts';
import { hasAgents } from '../../core/agents/project-agents.ts';
import type { Config } from '../../core/config/config.ts';
import { CONFIG_PATH } from '../../core/config/parse-config.ts';
import * as text from '../../core/text/init.ts';
import { nextSteps } from '../../core/text/next-steps.ts';
import { createLabel } from '../../github/issues/repository-labels.ts';
import { actionReference } from '../checkout/action-reference.ts';
import { readWorkingCopy } from '../checkout/read-working-copy.ts';
import { type CommandContext, createPaint } from '../command-context.ts';
import { connect } from '../connect.ts';
import { composeWorkflow } from './compose-workflow.ts';
import { decideConfig, readExample } from './decide-config.ts';
import { findNextSteps } from './find-next-steps.ts';
import type { InitOptions } from './init-options.ts';
import { labelOf } from './label-of.ts';
import { makeLedger, missingLedger } from './ledger.ts';
import { planFile } from './plan-file.ts';
import { missingProtection, protectLedger } from './protection.ts';
import { isPending, type Plan, renderPlan } from './render-plan.ts';
import { writePlanned } from './write-file.ts';

/** Sets a repository up from its checkout. Nothing is written before all of it is known and shown. */
export async function runInit(options: InitOptions, context: CommandContext): Promise<number> {
  const checkout = await readWorkingCopy(context, options.remote);
  const { root, remote } = checkout;
  const action = await actionReference(options.action, remote.serverUrl, context);
  const { text: configText, config } = await decideConfig(options, checkout, context);
  const usesApp = options.app || config.board.type === 'github-projects';
  const workflows = await Promise.all(
    wantedWorkflows(config).map(async ({ example, file }) => {
      const text = await readExample(context, example);
      const wanted = composeWorkflow(text, {
        action,
        credentials: usesApp ? 'app' : 'workflow',
        config,
      });
      return { path: `.github/workflows/${file}`, wanted, mayReplace: options.update };
    }),
  );
  const github = options.board ? await connect(remote.serverUrl, context) : undefined;
  const plan: Plan = {
    files: await Promise.all(
      [{ path: CONFIG_PATH, wanted: configText, mayReplace: false }, ...workflows].map((file) =>
        planFile(root, file),
      ),
    ),
    labels: github ? await missingLabels(config, github) : [],
    ledger: github ? await missingLedger(config, github) : undefined,
    protection: github ? await missingProtection(config, github) : undefined,
  };

  const rendered = renderPlan(plan, createPaint(context.colour));
  if (rendered !== '') context.out(`${rendered}\n`);
  const tellWhatIsLeft = async (): Promise<void> => {
    const paths = plan.files.map(({ path }) => path);
    const setUp = { root, home: remote.repository, config, paths, usesApp };
    context.out(`\n${nextSteps(await findNextSteps(setUp, github))}\n`);
  };
  if (!isPending(plan)) {
    context.out(`${text.nothingToDo}\n`);
    await tellWhatIsLeft();
    return 0;
  }
  const refusal = await askToWrite(options, context);
  if (refusal !== undefined) {
    context.out(`${refusal}\n`);
    return 1;
  }

  for (const file of plan.files) {
    if (file.state !== 'new' && file.state !== 'replaced') continue;
    await writePlanned(root, file);
    context.out(`${text.fileWritten(file.path)}\n`);
  }
  for (const label of plan.labels) {
    if (!github) break;
    await createLabel(github, label.repository, labelOf(label.state));
    context.out(`${text.labelCreated(label)}\n`);
  }
  const ledger = github && plan.ledger && (await makeLedger(github, plan.ledger, context.newId()));
  if (ledger) context.out(`${ledger.line}\n`);
  if (github && plan.protection) context.out(`${await protectLedger(github, plan.protection)}\n`);
  await tellWhatIsLeft();
  return ledger?.isThere === false ? 1 : 0;
}

/** With a ledger the reconciler looks from time to time, at more than the schedule does. */
function wantedWorkflows(config: Config): readonly { readonly example: string; readonly file: string }[] {
  const { workflow, router, ledger } = config;
  const needsSchedule = router === 'workflow' && ledger === 'off';
  return [
    ...(hasAgents(config) ? [{ example: 'workflow.yml', file: workflow }] : []),
    ...(router === 'workflow' ? [{ example: 'route.yml', file: 'interlock-route.yml' }] : []),
    ...(needsSchedule ? [{ example: 'schedule.yml', file: 'interlock-schedule.yml' }] : []),
    ...(ledger === 'on' ? [{ example: 'reconcile.yml', file: 'interlock-reconcile.yml' }] : []),
  ];
}

/** Why nothing is to be written; `undefined` if it is. */
async function askToWrite(
  { write }: InitOptions,
  { confirm, out }: CommandContext,
): Promise<string | undefined> {
  if (write === 'yes') return undefined;
  if (write === 'no' || !confirm) return text.nothingWritten;
  out('\n');
  return (await confirm(text.question)) ? undefined : text.declined;
}
