import { type Document, isScalar, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { AgentRegistry } from '../agents/agent-registry.ts';
import type { ConfiguredAgent } from '../agents/project-agents.ts';
import { shippedAgents } from '../agents/shipped-agents.ts';
import { isSameRepository, parseRepositoryName, type RepositoryName } from '../item-id.ts';
import type { WantedState } from '../resolve-states.ts';
import { REQUIRED_STAGES, STAGES, type Stage } from '../stages.ts';
import { DEFAULT_STATE_NAMES, type States } from '../states.ts';
import { toCaps } from './budgets.ts';
import type { BoardConfig, Config } from './config.ts';
import { describeIssue } from './describe-issue.ts';
import { toCheckoutSetup, toEngineSettings } from './engine-settings.ts';
import { type ConfigFile, configSchemaOf } from './schema.ts';

export const CONFIG_PATH = '.github/interlock.yml';

export type ParsedConfig =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly message: string };

export interface ParseOptions {
  /** Path of the file, for messages. */
  readonly file?: string;
  /** The agents that may be configured. */
  readonly registry?: AgentRegistry;
}

const SCHEMA_OF_SHIPPED = configSchemaOf(shippedAgents);

/** Anything larger is a mistake; YAML aliases are limited by the parser itself. */
const MAX_LENGTH = 64 * 1024;

/**
 * Reads the text of a configuration file. Every problem is named in one message: file, path, what was found and
 * what was expected.
 */
export function parseConfig(
  text: string,
  home: RepositoryName,
  { file = CONFIG_PATH, registry = shippedAgents }: ParseOptions = {},
): ParsedConfig {
  if (text.length > MAX_LENGTH) {
    return invalid(file, [`found ${text.length} characters, expected at most ${MAX_LENGTH}`]);
  }
  // Stryker disable next-line StringLiteral: any other level is as silent about warnings.
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true, logLevel: 'error' });
  if (document.errors.length > 0)
    return invalid(
      file,
      document.errors.map(({ code, message }) =>
        code === 'MULTIPLE_DOCS' ? 'found several YAML documents, expected one' : message,
      ),
    );
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return invalid(file, [error instanceof Error ? error.message : String(error)]);
  }
  const schema = registry === shippedAgents ? SCHEMA_OF_SHIPPED : configSchemaOf(registry);
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) {
    return invalid(
      file,
      parsed.error.issues.flatMap((issue: z.core.$ZodIssue) =>
        describeIssue(issue, { value, written: writtenIn(document) }),
      ),
    );
  }
  return { kind: 'valid', config: toConfig(parsed.data, home, registry) };
}

/** A plain value as it stands in the file: an id like `12e45678` is a number to YAML, and lost as such. */
function writtenIn(document: Document.Parsed): (path: readonly PropertyKey[]) => string | undefined {
  return (path) => {
    const node = document.getIn(path, true);
    return isScalar(node) ? node.source : undefined;
  };
}

function invalid(file: string, problems: readonly string[]): ParsedConfig {
  return { kind: 'invalid', message: problems.map((problem) => `${file}: ${problem}`).join('\n') };
}

function toConfig(file: ConfigFile, home: RepositoryName, registry: AgentRegistry): Config {
  return {
    project: file.project,
    home,
    mode: file.mode,
    board: toBoard(file.board),
    repositories: toRepositories(file.repositories, home),
    maxInFlight: file['max-in-flight'],
    maxRuns: file['max-runs'] ?? file['max-in-flight'],
    maxAttempts: file['max-attempts'],
    caps: toCaps(file),
    workflow: file.workflow,
    ledger: file.ledger,
    router: file.router,
    isolation: file.isolation,
    network: file.network,
    cloudMetadata: file['cloud-metadata'],
    agents: { registry, configured: toAgents(file.agents, registry) },
  };
}

function toAgents(entries: ConfigFile['agents'], registry: AgentRegistry): readonly ConfiguredAgent[] {
  return [...registry.values()].flatMap((definition): readonly ConfiguredAgent[] => {
    const entry = entries[definition.name];
    if (!entry) return [];
    const triggers = definition.triggers.filter((trigger) => entry.triggers[trigger]);
    return 'env' in entry
      ? [
          {
            definition,
            triggers,
            ...toEngineSettings(entry),
            setup: entry.setup && toCheckoutSetup(entry.setup),
          },
        ]
      : [{ definition, engine: 'policy', triggers }];
  });
}

/** Each once, in one form: GitHub knows no case in names, and what it says of itself is written as it writes `home`. */
function toRepositories(names: ConfigFile['repositories'], home: RepositoryName): readonly RepositoryName[] {
  const found: RepositoryName[] = [];
  // Stryker disable next-line ArrayDeclaration: the schema lets no other names through.
  for (const name of names?.flatMap((text) => parseRepositoryName(text) ?? []) ?? [home]) {
    if (found.some((one) => isSameRepository(one, name))) continue;
    found.push(isSameRepository(name, home) ? home : name);
  }
  return found;
}

function toBoard(board: ConfigFile['board']): BoardConfig {
  switch (board.type) {
    case 'github-labels':
      return { type: board.type, states: toStates(board.states) };
    case 'github-projects': {
      const { type, owner, number, field, states } = board;
      return { type, owner, number, field, states: toWantedStates(states) };
    }
  }
}

function toStates(names: ConfigFile['board']['states']): States {
  return STAGES.flatMap((stage) => {
    const name = names ? names[stage] : DEFAULT_STATE_NAMES[stage];
    return name === undefined ? [] : [{ stage, name }];
  });
}

/** A stage that the file names has to be there; of the default ones, only those without which nothing works. */
function toWantedStates(names: ConfigFile['board']['states']): readonly WantedState[] {
  const required: readonly Stage[] = names ? STAGES : REQUIRED_STAGES;
  return toStates(names).map((state) => ({
    ...state,
    isOptional: !required.includes(state.stage),
    isDefault: !names,
  }));
}
