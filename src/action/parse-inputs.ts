import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import type { Credentials } from '../agents/run/access.ts';
import { type ItemId, parseItemId, parseRepositoryName, type RepositoryName } from '../core/item-id.ts';
import type { Reason } from '../core/reasons.ts';
import { hasBlank, hasBlanksAround, inputProblems, itemIdInvalid } from '../core/text/input-message.ts';
import type { RawInputs } from './inputs.ts';

interface CommonInputs {
  /** Path of the configuration file. */
  readonly config: string;
  readonly failOnRefusal: boolean;
  readonly credentials: Credentials;
}

export interface MoveInputs extends CommonInputs {
  readonly task: 'move';
  readonly project: string | undefined;
  /** Home repository of the project, where it is not that of the workflow. */
  readonly home: RepositoryName | undefined;
  readonly item: ItemId;
  readonly destination: string;
  readonly expectedSourceState: string | undefined;
}

export interface RunInputs extends CommonInputs {
  readonly task: 'run';
  readonly project: string;
  readonly agent: string;
  readonly item: ItemId | undefined;
  readonly cause: string;
  /** Key of the dispatch; empty or anything else if a person started the run. */
  readonly dispatch: string;
}

export interface RouteInputs extends CommonInputs {
  readonly task: 'route';
  readonly project: string | undefined;
}

export interface ReconcileInputs extends CommonInputs {
  readonly task: 'reconcile';
  readonly project: string | undefined;
}

export interface DoctorInputs extends CommonInputs {
  readonly task: 'doctor';
}

export type TaskInputs = MoveInputs | RunInputs | RouteInputs | ReconcileInputs | DoctorInputs;

export type ParsedInputs =
  | { readonly kind: 'valid'; readonly inputs: TaskInputs }
  | { readonly kind: 'invalid'; readonly reason: Reason; readonly message: string };

const needed = z.string().min(1, { error: 'is missing' });
const optional = z.string().transform((text) => text || undefined);
/** Part of a concurrency group or of a run's name: what we read has to be what the workflow's expression reads. */
const asWritten = z
  .string()
  .refine((text) => text === text.trim(), { error: ({ input }) => hasBlanksAround(String(input)) });
const neededAsWritten = asWritten.min(1, { error: 'is missing' });
const optionalAsWritten = asWritten.transform((text) => text || undefined);
const flag = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['true', 'false'], { error: 'has to be `true` or `false`' }))
  .transform((text) => text === 'true');

const common = {
  config: needed,
  'fail-on-refusal': flag,
  token: optional,
  'app-client-id': optional,
  'app-private-key': optional.refine((key) => key === undefined || isPrivateKey(key), {
    error: 'is no private key: paste the whole PEM file that GitHub gave you',
  }),
};

const schema = z.discriminatedUnion(
  'task',
  [
    z.object({
      ...common,
      task: z.literal('move'),
      project: optionalAsWritten,
      home: optional
        .refine((name) => name === undefined || parseRepositoryName(name), {
          error: 'has to be `owner/repository`',
        })
        .transform((name) => (name === undefined ? undefined : parseRepositoryName(name))),
      item: neededAsWritten,
      destination: needed,
      'expected-source-state': optional,
    }),
    z.object({
      ...common,
      task: z.literal('run'),
      project: neededAsWritten,
      agent: neededAsWritten,
      item: optionalAsWritten,
      cause: z.string(),
      // Blanks separate the parts of a run's name.
      dispatch: asWritten.refine((text) => !/\s/.test(text), {
        error: ({ input }) => hasBlank(String(input)),
      }),
    }),
    z.object({ ...common, task: z.literal('route'), project: optionalAsWritten }),
    z.object({ ...common, task: z.literal('reconcile'), project: optionalAsWritten }),
    z.object({ ...common, task: z.literal('doctor') }),
  ],
  { error: 'has to be `move`, `run`, `route`, `reconcile` or `doctor`' },
);

/** Each task takes the inputs that it needs, and ignores the others: one workflow step may serve several agents. */
export function parseInputs(raw: RawInputs): ParsedInputs {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    return invalid(parsed.error.issues.map(({ path, message }) => `\`${path.join('.')}\` ${message}`));
  }
  const given = parsed.data;
  const credentials = toCredentials(given);
  if (!credentials) {
    return invalid([
      given['app-client-id'] ? '`app-private-key` is missing beside `app-client-id`' : '`token` is missing',
    ]);
  }
  const shared = { config: given.config, failOnRefusal: given['fail-on-refusal'], credentials };
  if (given.task === 'doctor') return { kind: 'valid', inputs: { ...shared, task: given.task } };
  if (given.task === 'route' || given.task === 'reconcile') {
    const { task, project } = given;
    return { kind: 'valid', inputs: { ...shared, task, project } };
  }
  const item = given.item === undefined ? undefined : parseItemId(given.item);
  if (given.item !== undefined && !item) {
    return { kind: 'invalid', reason: 'item-id-invalid', message: itemIdInvalid(given.item) };
  }
  if (given.task === 'run') {
    const { task, project, agent, cause, dispatch } = given;
    return { kind: 'valid', inputs: { ...shared, task, project, agent, item, cause, dispatch } };
  }
  if (!item) return invalid(['`item` is missing']);
  const { task, project, home, destination } = given;
  const expectedSourceState = given['expected-source-state'];
  return {
    kind: 'valid',
    inputs: { ...shared, task, project, home, item, destination, expectedSourceState },
  };
}

function toCredentials(given: z.infer<typeof schema>): Credentials | undefined {
  const clientId = given['app-client-id'];
  const privateKey = given['app-private-key'];
  if (clientId) return privateKey ? { kind: 'app', clientId, privateKey } : undefined;
  return given.token ? { kind: 'token', token: given.token } : undefined;
}

/** A broken key would otherwise come up only when it signs, deep inside. */
function isPrivateKey(key: string): boolean {
  try {
    createPrivateKey(key.replaceAll('\\n', '\n'));
    return true;
  } catch {
    return false;
  }
}

function invalid(problems: readonly string[]): ParsedInputs {
  return { kind: 'invalid', reason: 'input-invalid', message: inputProblems(problems) };
}
