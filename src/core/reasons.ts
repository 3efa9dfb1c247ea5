interface ReasonText {
  /** What happened, in one sentence. */
  readonly meaning: string;
  /** What the reader can do about it; "Nothing." where nothing is needed. */
  readonly remedy: string;
  /** Another attempt of an agent would most likely end the same way: a person has to do something first. */
  readonly needsPerson?: true;
  /**
   * Waiting helps: the same event, sent again later, may succeed although nobody has done anything. To send it again is
   * always safe: a move that happened is a no-op, a second backlog-manager reads the board again, and a second
   * implementation is refused because its item has left todo.
   */
  readonly isTransient?: true;
  /** It concerns everything that is asked of the provider and no single item, so that a decision over many items ends. */
  readonly stopsEverything?: true;
  /** A move that was decided and is not written yet is given up. Without it the move stays decided, and is written later. */
  readonly endsMove?: true;
  /** The ledger cannot be used before a person has done something. */
  readonly spoilsLedger?: true;
  /** The provider does not want this one request. What can be done without it goes on. */
  readonly isRefusal?: true;
  /**
   * How the app answers a webhook that fails for it; 500 where absent. GitHub lists every answer but 2xx as a failed
   * delivery, keeps it for three days and sends it again on request. The hundreds say when to ask for that: 5xx at once,
   * because waiting helps, and 4xx after somebody has corrected the configuration, the workflow or the rights.
   */
  readonly httpStatus?: number;
}

type ReasonMark = Exclude<keyof ReasonText, 'meaning' | 'remedy' | 'httpStatus'>;

const nothing = 'Nothing.';
const again = 'Nothing was changed. Run it again; GitHub usually recovers within minutes.';

/**
 * The closed list. Every event, run and move ends in a decision that carries one of these. A reason is part of
 * the public interface: workflows branch on the `reason` output.
 */
export const reasons = {
  // Something was done.
  moved: { meaning: 'The item was moved to its destination.', remedy: nothing },
  selected: { meaning: 'The backlog-manager moved items to todo, up to the free capacity.', remedy: nothing },
  dispatched: { meaning: 'A workflow run was dispatched.', remedy: nothing },
  'pull-request-opened': { meaning: 'The changes became a new pull request.', remedy: nothing },
  'pull-request-updated': {
    meaning: 'The changes were added to the open pull request of the item.',
    remedy: nothing,
  },

  reconciled: { meaning: 'The reconciler repaired what was lost.', remedy: nothing },
  redelivered: { meaning: 'GitHub was asked to send failed deliveries again.', remedy: nothing },

  // Nothing was to be done.
  'nothing-due': { meaning: 'Board, runs and ledger agree.', remedy: nothing },
  'ledger-off': {
    meaning: 'The project has no ledger.',
    remedy:
      'Remove `ledger: off` from `.github/interlock.yml` and run `interlock init`, or leave the task out.',
  },
  observed: {
    meaning: 'The project only observes: Interlock reports what it would have done, and wrote nothing.',
    remedy: 'Set `mode: act` in `.github/interlock.yml` to let Interlock act.',
  },
  paused: {
    meaning: 'The repository variable `INTERLOCK_PAUSED` is `true`: nothing moves and no agent starts.',
    remedy: 'Remove the variable; the page on setting up says how to catch up with what happened meanwhile.',
  },
  'already-there': { meaning: 'The item is already at the destination.', remedy: nothing },
  'run-waiting': {
    meaning: 'A run of the same agent is waiting for its turn, and will see what this event is about.',
    remedy: nothing,
  },
  'already-known': { meaning: 'The ledger knows this already.', remedy: nothing },
  'runs-full': {
    meaning:
      'As many items are being implemented as `max-runs` allows. The item waits in todo, and starts when a place becomes free.',
    remedy: 'It starts by itself. Raise `max-runs` to work on more items at the same time.',
  },
  'none-waiting': {
    meaning: 'No item waits for a place, or no place is free.',
    remedy: nothing,
  },
  sound: { meaning: 'The doctor found no error.', remedy: nothing },
  'at-capacity': {
    meaning: 'As many items are in flight as `max-in-flight` allows.',
    remedy: 'Finish an item, or raise `max-in-flight`.',
  },
  'backlog-empty': { meaning: 'There is no item in the backlog.', remedy: 'Add items to the backlog.' },
  'no-trigger': { meaning: 'No trigger of an enabled agent matches the event.', remedy: nothing },
  'agent-disabled': {
    meaning: 'The agent that the event would start is not in the configuration, or its trigger is off.',
    remedy: 'Add the agent below `agents`, or switch its trigger on.',
  },
  'other-router': {
    meaning: 'The configuration leaves events to the other installation: to the app, or to the workflow.',
    remedy: 'If the other one is not installed, set `router` in `.github/interlock.yml`.',
  },
  'not-a-stage': { meaning: 'The label or option is not the name of a stage.', remedy: nothing },
  'not-merged': { meaning: 'The pull request was closed without being merged.', remedy: nothing },
  'not-linked': {
    meaning: 'The merged pull request is not linked to an item of the project.',
    remedy: 'Name the item with a closing keyword ("Closes #12") in the description of the pull request.',
  },
  'not-default-branch': {
    meaning: 'The pull request was merged into a branch that is not the default branch.',
    remedy: nothing,
  },
  'not-an-agent-run': { meaning: 'The finished workflow run was not a run of an agent.', remedy: nothing },
  'run-not-successful': {
    meaning: 'The finished run did not succeed, so it starts nothing.',
    remedy: 'Look at the run, correct what made it fail, and start it again.',
  },
  'draft-card': {
    meaning: 'The card is a draft; only issues are items.',
    remedy: 'Convert the draft to an issue of a repository of the project.',
  },
  'not-an-issue': { meaning: 'The event is about a pull request; only issues are items.', remedy: nothing },

  // Something stood in the way; a person or another run was first.
  'state-changed': {
    meaning: 'The item is not in the expected source state: somebody moved it first.',
    remedy: 'If the item should still go there, move it by hand.',
  },
  'state-ambiguous': {
    meaning:
      'The item is in two stages at once: it has two stage labels, because a move is under way or broke off, or the board shows it twice.',
    remedy: 'Remove all stage labels but one, or all cards of the item but one.',
    endsMove: true,
  },
  'no-stage': {
    meaning: 'The item is in no stage of the board.',
    remedy: 'Give the item a stage.',
    endsMove: true,
  },
  'item-closed': {
    meaning: 'The issue is closed, so it does not enter an unfinished stage.',
    remedy: 'Reopen the issue to have it worked on.',
  },
  'all-blocked': {
    meaning: 'Every item of the backlog waits for another item, or its dependencies cannot be read.',
    remedy: 'Finish the named items, or remove the dependency.',
  },
  'branch-has-foreign-commits': {
    meaning: 'The branch of the item holds commits that Interlock did not make.',
    remedy: 'Merge or delete the branch.',
  },
  'branch-moved': {
    meaning: 'Somebody else changed the branch of the item while the agent worked.',
    remedy: 'If no other run did the work, look at the branch, then move the item to todo to try again.',
  },

  'pull-request-exists': {
    meaning: 'Somebody has an open pull request that closes the item.',
    remedy:
      'If an agent is to do the work all the same, close that pull request or take the closing words out of its text. Then move the item to todo again.',
    needsPerson: true,
  },
  'pull-request-merged': {
    meaning: 'A pull request that closes the item is merged already.',
    remedy:
      'If there is nothing left to do, close the item. Otherwise close and reopen it, say in it what is missing, and move it to todo again.',
    needsPerson: true,
  },
  'criteria-met': {
    meaning: 'Every acceptance criterion of the item is ticked already.',
    remedy:
      'If there is nothing left to do, close the item. Otherwise add what is missing, or untick it, and move the item to todo again.',
    needsPerson: true,
  },
  'other-project': {
    meaning: 'Another project has an open pull request for the item.',
    remedy:
      'An item belongs to one project: remove its repository from `repositories` in one of the two configurations, and give each home repository its own `project`. Then close the pull request that you do not want.',
  },

  // The ledger decided otherwise.
  claimed: {
    meaning: 'Another run holds the project, the item or the pull request.',
    remedy: 'Wait until it ends. A run that holds the project starts the next one when it ends.',
  },
  'claim-lost': {
    meaning:
      'The run no longer holds its claim: GitHub said that the run was over and another one took its place, or the ledger was rebuilt.',
    remedy:
      'Wait. When this run is over, the reconciler looks at its item. If the pull request is open, the item goes to in review.',
  },
  'dispatch-closed': {
    meaning: 'Another run has accepted this dispatch, or it is no longer needed.',
    remedy: 'To have an agent work on the item again, run the workflow by hand without `dispatch`.',
  },
  'needs-human': {
    meaning:
      'The item is left to a person: agents have failed on it as often as `max-attempts` allows, or somebody cancelled a run on it. Its comment says which.',
    remedy: 'Look at the item, and move it to todo when an agent should try again.',
  },
  'before-ledger': {
    meaning:
      'The item was in its stage before the ledger was created. Interlock does not start what was there before.',
    remedy: 'Move the item out of the stage and back into it.',
  },
  'state-stale': {
    meaning: 'GitHub showed an older state of the item than the ledger knows.',
    remedy: again,
  },
  'ledger-contended': {
    meaning: 'Other runs wrote to the ledger each time before this one could.',
    remedy: again,
    httpStatus: 503,
  },
  'ledger-missing': {
    meaning: 'The branch of the ledger does not exist.',
    remedy:
      'Create it with `interlock init`. If it was there before, recreate it from the board with `interlock rebuild`.',
    httpStatus: 422,
    spoilsLedger: true,
  },
  'ledger-invalid': {
    meaning: 'The ledger holds something that Interlock does not write.',
    remedy: 'Look at the newest commits of its branch. `interlock rebuild` recreates it from the board.',
    httpStatus: 422,
    spoilsLedger: true,
  },
  'ledger-newer': {
    meaning: 'The ledger was written by a newer version of Interlock, in a form that this one does not know.',
    remedy: 'Upgrade the action and the app. Do not rebuild the ledger: that drops claims and attempts.',
    httpStatus: 422,
    spoilsLedger: true,
  },
  'ledger-rewound': {
    meaning: 'The ledger is older than one that was read before: somebody has moved its branch back.',
    remedy: 'Forbid force pushes to `interlock-ledger/**`. `interlock rebuild` recreates it from the board.',
    httpStatus: 422,
  },
  'wrong-home': {
    meaning: 'The ledger belongs to another repository.',
    remedy: 'Delete the copied branch and create a ledger with `interlock init`.',
    httpStatus: 422,
    spoilsLedger: true,
  },

  // The input was wrong.
  'config-missing': {
    meaning: 'There is no `.github/interlock.yml` on the default branch.',
    remedy: 'Run `interlock init`, which writes it, and push it.',
  },
  'config-invalid': {
    meaning: 'The configuration does not fit its schema, or another project claims one of its repositories.',
    remedy: 'Correct the named paths.',
    httpStatus: 422,
  },
  'config-kept': {
    meaning:
      'The configuration does not fit its schema, so Interlock follows its last valid version. This is only a warning beside a decision.',
    remedy: 'Correct the named paths.',
  },
  findings: {
    meaning: 'The doctor found something that does not work, or is not safe.',
    remedy: 'Do what each finding says, then run it again.',
  },
  'input-invalid': {
    meaning: 'An input of the action is missing or malformed.',
    remedy: 'Correct the named input.',
  },
  'item-id-invalid': {
    meaning: 'The item is not named canonically.',
    remedy: 'Write `owner/repository#number`, for example `acme/web#538`.',
  },
  'unknown-project': {
    meaning: 'The project is not the one of the configuration.',
    remedy: 'Use the value of `project` in `.github/interlock.yml`.',
  },
  'unknown-agent': {
    meaning: 'The agent is not known, or not in the configuration.',
    remedy: 'Use an agent that is listed below `agents` in `.github/interlock.yml`.',
  },
  'unknown-state': {
    meaning: 'The name is not a stage or a state of the board, or it fits two of them.',
    remedy: 'Use a stage or a state name that `board.states` lists.',
    httpStatus: 422,
    endsMove: true,
  },
  'board-missing': {
    meaning: 'The GitHub project, or its field, does not exist, or the token cannot see it.',
    remedy: 'Check `owner`, `number` and `field` below `board`, and the permission of the App for projects.',
    httpStatus: 422,
    endsMove: true,
  },
  'item-missing': {
    meaning: 'The item does not exist, or the token cannot see it.',
    remedy: 'Check the number, and that the App is installed on the repository.',
    httpStatus: 422,
    endsMove: true,
  },
  'item-foreign': {
    meaning: 'The item is in a repository that is not part of the project.',
    remedy: 'Add the repository to `repositories` in `.github/interlock.yml`.',
  },
  'workflow-missing': {
    meaning: 'The workflow file is not on the default branch, or has no `workflow_dispatch` trigger.',
    remedy:
      'Commit the workflow to the default branch: `interlock init` writes it, and `interlock init --update` replaces one that cannot be dispatched.',
    httpStatus: 422,
  },
  'workflow-invalid': {
    meaning:
      'GitHub refused to dispatch the workflow: its file or its inputs do not fit what Interlock sends.',
    remedy:
      'If it is switched off, switch it on in the Actions tab. Otherwise run `interlock init --update`, and push what it writes.',
    httpStatus: 422,
  },
  'payload-invalid': {
    meaning: 'The webhook payload is not what GitHub documents.',
    remedy: nothing,
    httpStatus: 400,
  },
  'payload-too-large': {
    meaning: 'The webhook payload is larger than GitHub ever sends.',
    remedy: nothing,
    httpStatus: 413,
  },
  'signature-invalid': {
    meaning: 'The webhook signature does not match.',
    remedy: 'Give the App and the server the same webhook secret.',
    httpStatus: 401,
  },

  'none-chosen': {
    meaning: 'The agent moved no item, although some could be chosen.',
    remedy: 'The summary of the run says what the agent said. Move an item by hand if one should start.',
  },
  'not-choosable': {
    meaning:
      'The item is not one of those that could be chosen when the run began: it waits for another item, or what it waits for cannot be read.',
    remedy: nothing,
  },

  // An agent called a tool in a way that it may not.
  'tool-not-allowed': {
    meaning: "The agent's definition does not allow the tool, the item or the move that was asked for.",
    remedy: 'Nothing was done. If the agent should be able to, change `tools` or `moves` of its definition.',
  },
  'tool-arguments-invalid': {
    meaning: 'The arguments of a tool call do not fit its schema.',
    remedy: nothing,
  },
  'tool-limit-reached': {
    meaning: 'The agent called a tool as often as one run may.',
    remedy: "If the agent needs more calls, raise the tool's number below `calls` of its definition.",
  },
  'expectation-missing': {
    meaning: 'The agent asked for a move without the state that it expects the item to be in.',
    remedy: 'Nothing was read or moved. The agent is told which value to pass.',
  },
  'text-refused': {
    meaning: "A text of the agent looks like Interlock's own comments, holds a secret, or is empty.",
    remedy: 'Nothing was posted. The agent is told why.',
  },
  'text-changed': {
    meaning: 'Somebody changed the text of the item after the agent had read it.',
    remedy: 'Nothing was written. The agent is told to read the item again.',
  },
  'link-refused': {
    meaning: 'GitHub does not take this link between two issues.',
    remedy: "Nothing was changed. The message has GitHub's answer.",
    isRefusal: true,
  },

  // GitHub did not let us, or did not answer.
  'permission-missing': {
    meaning: 'The token lacks a permission.',
    remedy: 'Grant the permission that the message names, to the App or in the `permissions` of the job.',
    httpStatus: 422,
    endsMove: true,
    isRefusal: true,
  },
  'bad-credentials': {
    meaning: 'GitHub does not accept the token.',
    remedy: 'Check the token, or the client id and the private key of the App.',
    httpStatus: 422,
    stopsEverything: true,
  },
  'rate-limited': {
    meaning: 'A rate limit of GitHub is used up.',
    remedy: 'Nothing was lost. Run it again after the time that the message names.',
    httpStatus: 503,
    isTransient: true,
    stopsEverything: true,
  },
  'github-unavailable': {
    meaning: 'GitHub did not answer, or answered with an error of its own.',
    remedy: again,
    httpStatus: 503,
    isTransient: true,
    stopsEverything: true,
  },
  'push-refused': {
    meaning: 'GitHub refused the changes because of what is in them, or because a branch is in the way.',
    remedy: 'Do what the message says, then move the item to todo again.',
    needsPerson: true,
  },
  'answer-unexpected': {
    meaning: 'GitHub answered something that Interlock does not understand.',
    remedy: 'Report it with the message; nothing was changed after it.',
    isRefusal: true,
  },

  // The agent did not get there.
  'engine-failed': {
    meaning: 'The engine ended with an error.',
    remedy: 'Look at the log of the run.',
  },
  'engine-missing': {
    meaning:
      'The command-line program of the engine is not on the runner in a version that Interlock drives, and could not be installed.',
    remedy: 'Do what the message says: install the program in an earlier step, or let the runner reach npm.',
    needsPerson: true,
  },
  'setup-failed': {
    meaning: 'The command that prepares the checkout did not succeed, so the engine was not started.',
    remedy: 'Look at the log of the run, and correct `setup` of the agent or what it runs.',
  },
  'prompt-too-long': {
    meaning:
      'What the agent was to be told is longer than its model can take in. No call of the model was made.',
    remedy: 'Shorten the item or the instructions of the agent, or give it a model with a larger window.',
    needsPerson: true,
  },
  'model-refused': {
    meaning: "The model's provider did not accept the key, or does not let it use the model.",
    remedy: 'Check the secret that the workflow hands over, its rights, and the name of the model.',
    needsPerson: true,
  },
  'model-limited': {
    meaning: "A rate limit or quota of the model's provider is used up.",
    remedy: 'Wait, raise the limit with the provider, or lower `max-runs`.',
  },
  'model-unavailable': {
    meaning: "The model's provider did not answer, or answered with an error of its own.",
    remedy: 'Wait: providers usually recover within minutes.',
  },
  'turns-used-up': {
    meaning: 'The agent used as many turns as it may, and was not done.',
    remedy: 'Raise `max-turns` of the agent, or make the item smaller.',
  },
  'isolation-unavailable': {
    meaning:
      'The engine was not started, because this runner cannot put up the wall that `isolation` asks for.',
    remedy:
      'Do what the message says for one of the modes; the page on isolation says what each needs and hides.',
    needsPerson: true,
  },
  'engine-timeout': {
    meaning: 'The engine was stopped at its time limit.',
    remedy: 'Raise `timeout-minutes` of the agent, or make the item smaller.',
  },
  'budget-spent': {
    meaning:
      'The models have cost as much as a budget allows: that of the run, of its item or of the day. What came next could have passed it and was refused.',
    remedy: 'Raise that budget, or make the item smaller, and move the item to todo.',
    needsPerson: true,
  },
  'model-call-refused': {
    meaning:
      'The engine asked its model for what the configuration does not allow, such as another model or a tool on the servers of the provider.',
    remedy:
      'Look at what the message names. If it is a model, name that one as `model`; otherwise change `arguments` of the agent.',
  },
  'model-access-invalid': {
    meaning:
      'There is no key for the model, it is a key of another provider, or the base URL is not an address.',
    remedy: 'Create the secret that the message names, and pass it to the step by its variable.',
    needsPerson: true,
  },
  'question-asked': {
    meaning: 'The agent cannot go on before a person answers its question.',
    remedy: 'Answer it in a comment, then move the item to todo again.',
    needsPerson: true,
  },
  'work-not-needed': {
    meaning: 'The agent found that there is nothing to do.',
    remedy: 'If you agree, close the item. Otherwise say in it what is missing, then move it to todo again.',
    needsPerson: true,
  },
  'work-blocked': {
    meaning: 'The agent says that something stands in its way which it cannot remove.',
    remedy: 'Remove what its comment names, then move the item to todo again.',
    needsPerson: true,
  },
  'no-changes': {
    meaning: 'The engine ended without changing a file.',
    remedy: 'Say in the item what to change.',
  },
  'work-elsewhere': {
    meaning:
      'The engine changed nothing in the files of its checkout, but left commits on another branch or in another repository.',
    remedy:
      'Look at what the message names: what could be kept is on the branch of the item. Open a pull request from it, or have the engine work in its checkout and move the item to todo again.',
    needsPerson: true,
  },
  'filter-missing': {
    meaning:
      'The engine wrote the content of a file that git keeps elsewhere or encrypted, such as one of Git LFS.',
    remedy:
      'Make this change by hand, with the filter installed, or leave such files out of what the item asks for.',
    needsPerson: true,
  },
  'runner-failed': {
    meaning: 'A git command, or a file operation, failed on the runner.',
    remedy: 'Look at the words of the message: a full disk or missing rights are the usual causes.',
    needsPerson: true,
  },
  cancelled: {
    meaning: 'The run was cancelled before it ended.',
    remedy: 'To try again, move the item to todo.',
  },
  'internal-error': { meaning: 'Interlock has a defect.', remedy: 'Report it with the log of the run.' },
} as const satisfies Record<string, ReasonText>;

export type Reason = keyof typeof reasons;

/** To be added to a sentence: what to do, with a blank before it; nothing where nothing is needed. */
export function remedyAfter(reason: Reason): string {
  const { remedy } = reasons[reason];
  return remedy === nothing ? '' : ` ${remedy}`;
}

export function isReason(text: string): text is Reason {
  return Object.hasOwn(reasons, text);
}

/** Whether a reason has one of the marks that `ReasonText` explains. */
export function hasMark(reason: Reason, mark: ReasonMark): boolean {
  return mark in reasons[reason];
}

export function httpStatusOf(reason: Reason): number {
  const text: ReasonText = reasons[reason];
  return text.httpStatus ?? 500;
}

/** How a move or a run can end. */
export type Outcome = 'moved' | 'noop' | 'refused' | 'failed';

/** How an event can end. */
export type EventOutcome = 'acted' | 'skipped' | 'failed';

/** Something that should be corrected, although a decision was possible. Shown with every decision that it affects. */
export interface Warning {
  readonly reason: Extract<Reason, 'config-kept' | 'runner-failed'>;
  /** Complete: what is wrong, and what is done instead. */
  readonly message: string;
}
