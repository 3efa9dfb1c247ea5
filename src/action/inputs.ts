interface InputDeclaration {
  readonly description: string;
  readonly required: boolean;
  readonly default?: string;
}

/** Every input of the action, as `action.yml` declares it; a test compares the two. */
export const INPUTS = {
  task: {
    description:
      '`move`: move one item on the board, if it is where you expect it. `run`: run one agent, as the workflow that `init` writes does. `route`: answer the event that started the workflow, as the app would; for working without the app. `reconcile`: compare board, runs and ledger, and repair what was lost. `doctor`: check the whole installation, and report what is wrong.',
    required: true,
  },
  project: {
    description:
      'Key of the project, the value of `project` in the configuration. `run` needs it. With `move`, `route` and `reconcile` it is an optional safeguard.',
    required: false,
  },
  home: {
    description:
      "`move`: home repository of the project, `owner/repository`, if a workflow of another repository moves an item. `token` has to reach both repositories; the workflow's own token does not.",
    required: false,
  },
  agent: {
    description: '`run`: the agent, `backlog-manager` or `implementation`.',
    required: false,
  },
  item: {
    description:
      'The item, written as `owner/repository#number`. `move` needs it, and so does `run` for an agent that works on an item. An agent of the project, such as `backlog-manager`, takes none.',
    required: false,
  },
  cause: {
    description: '`run`: what the run was started for. Interlock shows it and never decides by it.',
    required: false,
    default: 'manual',
  },
  dispatch: {
    description: '`run`: the key of the dispatch, set by Interlock. Leave it alone.',
    required: false,
  },
  destination: {
    description:
      '`move`: where the item goes. A stage (`todo`), or the name that your board has for it (`Ready`).',
    required: false,
  },
  'expected-source-state': {
    description:
      '`move`: the stage or state that the item must be in. If it is in another one, it is not moved, and `outcome` is `refused`. Left out: the item is moved from wherever it is.',
    required: false,
  },
  'fail-on-refusal': {
    description: '`true`: a refusal fails the step. `false`: it is a notice, and the step succeeds.',
    required: false,
    default: 'false',
  },
  config: {
    description: 'Path of the configuration on the default branch of the home repository.',
    required: false,
    default: '.github/interlock.yml',
  },
  token: {
    description:
      'Token that reads the board and writes to it. Not used if you give `app-client-id`. What it does starts no workflow, unless it belongs to an App or a person. With `router: workflow` the action then starts the next agent by itself.',
    required: false,
    default: '${{ github.token }}',
  },
  'app-client-id': {
    description: 'Client id of the Interlock App. The action then mints tokens for this project alone.',
    required: false,
  },
  'app-private-key': {
    description: 'Private key (PEM) of the Interlock App. Needed with `app-client-id`.',
    required: false,
  },
} as const satisfies Record<string, InputDeclaration>;

/** Every output of the action. Each task sets all of them but `audit`. */
export const OUTPUTS = {
  outcome: {
    description:
      '`moved`, `noop`, `refused` or `failed`; of `route` and `reconcile`: `acted`, `skipped` or `failed`; of `doctor`: `noop` or `failed`.',
  },
  reason: { description: 'Why, from the closed list of reasons, for example `state-changed`.' },
  'previous-state': { description: 'State that the item was read in; empty if no state was read.' },
  result: {
    description:
      "The whole decision as one line of JSON. An agent's run tells in `took` how many minutes its engine worked, the tokens and the dollars (a number, or `unknown`), and in `tools` each call of a tool.",
  },
  audit: {
    description:
      "An agent's run: path of its audit record, a file of JSON lines. Empty if no engine was started.",
  },
} as const satisfies Record<string, { readonly description: string }>;

export type InputName = keyof typeof INPUTS;
export type RawInputs = Readonly<Record<InputName, string>>;

/**
 * Inputs from which a workflow makes its concurrency group and its `run-name`. An expression cannot trim, so a blank that
 * we took away here would still be in the group, and two runs of one item would stand in two groups.
 */
const AS_WRITTEN: ReadonlySet<string> = new Set<InputName>(['project', 'agent', 'item', 'dispatch']);

/** `get` gives an input with the blanks around it; one that is left out is the empty string. */
export function readInputs(get: (name: string) => string): RawInputs {
  const entries = Object.keys(INPUTS).map((name) => {
    const written = get(name);
    return [name, AS_WRITTEN.has(name) ? written : written.trim()];
  });
  return Object.fromEntries(entries) as RawInputs;
}
