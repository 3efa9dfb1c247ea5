import * as z from 'zod';
import type { AgentRegistry } from '../agents/agent-registry.ts';
import { ISOLATION_MODES, METADATA_ACCESS, NETWORKS } from '../isolation.ts';
import { LOGIN, parseRepositoryName } from '../item-id.ts';
import { LEDGER_MODES, MODES, ROUTERS } from '../mode.ts';
import { REQUIRED_STAGES, STAGES } from '../stages.ts';
import { difference } from '../text/look-alikes.ts';
import { agentsSchemaOf } from './agents-schema.ts';
import { budgetKeys, checkBudgets } from './budgets.ts';

const labelName = z
  .string()
  .trim()
  .min(1)
  .max(50)
  // GitHub's filter for labels is a list with commas, so that such a label could never be found.
  .regex(/^[^,]*$/, { error: 'expected a name without a comma' });

const optionName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  // GitHub's filter for items knows names in quotes, and no way to write a quote in them.
  .regex(/^[^"]*$/, { error: 'expected a name without a double quote; the id of the option will do' });

const statesSchema = (name: z.ZodString) =>
  z
    .strictObject(
      Object.fromEntries(STAGES.map((stage) => [stage, name.optional()])) as Record<
        (typeof STAGES)[number],
        z.ZodOptional<z.ZodString>
      >,
    )
    .refine((states) => REQUIRED_STAGES.every((stage) => states[stage] !== undefined), {
      error: `expected a name for each of ${REQUIRED_STAGES.join(', ')}; the other stages may be left out`,
    })
    .superRefine((states, context) => {
      const alike = firstAlike(Object.entries(states));
      if (alike) context.addIssue({ code: 'custom', message: sameState(...alike) });
    });

const boardSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('github-labels').describe('Stages are labels on the issues.'),
      states: statesSchema(labelName)
        .optional()
        .describe(
          "Stage: the board's name for it, of 50 characters at most and without a comma. Left out: the default names of all eight stages.",
        )
        .meta({ examples: [{ backlog: 'Ideas', todo: 'Ready', 'in-progress': 'Doing', done: 'Shipped' }] }),
    }),
    z.strictObject({
      type: z.literal('github-projects').describe('Stages are options of a field of a GitHub project.'),
      owner: z
        .string()
        .regex(LOGIN, { error: 'expected the name of an organization or user' })
        .describe('Organization or user whose project it is.')
        .meta({ examples: ['acme'] }),
      number: z
        .int()
        .min(1)
        .describe('Number of the project, from its address.')
        .meta({ examples: [7] }),
      field: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .default('Status')
        .describe('Name or id of the single select field that holds the stage.')
        .meta({ examples: ['Stage'] }),
      states: statesSchema(optionName)
        .optional()
        .describe(
          'Stage: name or id of its option. Left out: the default names, of those stages that the project has.',
        )
        .meta({
          examples: [{ backlog: 'Backlog', todo: '47fc9ee4', 'in-progress': 'In progress', done: 'Done' }],
        }),
    }),
  ])
  .describe('The place that shows items in stages.')
  .meta({ examples: [{ type: 'github-labels' }] });

/** `.github/interlock.yml`, exactly as written: kebab-case keys. Its JSON Schema is generated from here. */
export function configSchemaOf(registry: AgentRegistry) {
  return z
    .strictObject({
      version: z.literal(1).describe('Version of this format.'),
      project: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, {
          error: 'expected a slug: lower-case letters, digits and dashes, 40 at most',
        })
        .describe(
          'Key of the project, used in concurrency groups and branch names: lower-case letters, digits and dashes, 40 at most.',
        )
        .meta({ examples: ['web'] }),
      mode: z
        .enum(MODES)
        .default('act')
        .describe('`observe`: decide and report what would be done, and write nothing. For the first days.'),
      board: boardSchema,
      repositories: z
        .array(
          z.string().refine((name) => parseRepositoryName(name) !== undefined, {
            error: 'expected `owner/repository`, without `.git`',
          }),
        )
        .min(1)
        .optional()
        .describe(
          'Repositories whose issues are items. Left out: the repository of this file. An item belongs to one project, so you cannot list a repository that has a configuration of its own.',
        )
        .meta({ examples: [['acme/web', 'acme/api']] }),
      'max-in-flight': z
        .int()
        .min(1)
        .max(1000)
        .default(1)
        .describe('The most items in todo, in-progress and in-review together.')
        .meta({ examples: [3] }),
      'max-runs': z
        .int()
        .min(1)
        .max(1000)
        .optional()
        .describe(
          'The most items that are implemented at the same time, whoever moved them to todo. Further items wait for their turn. Left out: `max-in-flight`.',
        )
        .meta({ examples: [2] }),
      'max-attempts': z
        .int()
        .min(1)
        .max(100)
        .default(3)
        .describe(
          'After this many failed runs of one kind, an item is left to a person. The ledger counts them.',
        )
        .meta({ examples: [5] }),
      ...budgetKeys,
      workflow: z
        .string()
        .regex(/^[\w.-]+\.ya?ml$/, { error: 'expected a file name like `interlock.yml`' })
        .default('interlock.yml')
        .describe('File below `.github/workflows` that runs the agents.')
        .meta({ examples: ['agents.yml'] }),
      ledger: z
        .enum(LEDGER_MODES)
        .default('on')
        .describe(
          '`on`: the branch `interlock-ledger/<project>`, which `interlock init` creates, decides simultaneous moves. `off`: only the other interlocks decide, and fewer permissions are needed.',
        ),
      router: z
        .enum(ROUTERS)
        .default('app')
        .describe(
          'Who answers events: the GitHub `app`, or a `workflow` with `task: route`. The other one ignores them.',
        ),
      isolation: z
        .enum(ISOLATION_MODES)
        .default('auto')
        .describe(
          'What stands between an engine and the machine that it runs on. `user`: a user of its own, which needs root or sudo without a password. `namespace`: bubblewrap. `auto`: the first of these that is possible; if neither is, nothing runs. `none`: no wall. [More](isolation.md)',
        ),
      network: z
        .enum(NETWORKS)
        .default('open')
        .describe(
          'What an engine can reach. `open`: whatever the runner can. `model-only`: its model and the tools of its run. [More](isolation.md#network)',
        ),
      'cloud-metadata': z
        .enum(METADATA_ACCESS)
        .default('blocked')
        .describe(
          'Whether an engine may reach the addresses at which a cloud gives a machine its credentials. `reachable` is for machines that have none: `isolation: namespace` cannot block them.',
        ),
      agents: agentsSchemaOf(registry),
    })
    .superRefine(checkBudgets)
    .describe('Configuration of an Interlock project.');
}

export type ConfigFile = z.infer<ReturnType<typeof configSchemaOf>>;

type Named = readonly [stage: string, name: string];

/** Two stages that a person, or GitHub, may take for one. */
function firstAlike(
  states: readonly (readonly [string, string | undefined])[],
): readonly [Named, Named] | undefined {
  const named = states.flatMap(([stage, name]): readonly Named[] =>
    name === undefined ? [] : [[stage, name]],
  );
  for (const [index, one] of named.entries()) {
    const other = named
      .slice(index + 1)
      .find(([, name]) => name === one[1] || difference(name, one[1]) !== undefined);
    if (other) return [one, other];
  }
  return undefined;
}

function sameState([one, its]: Named, [other, name]: Named): string {
  const how = difference(its, name);
  return `expected a different name for each stage; ${one} is "${its}" and ${other} "${name}"${how === undefined ? '' : `, which differ ${how}`}`;
}
