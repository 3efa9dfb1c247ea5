/**
 * What the GitHub App asks for at installation, and why. `app.yml`, the table in docs/setup.md and the manifest that
 * the set-up posts are made from this; a test compares it with what the code uses, in both directions.
 */

export const APP_NAME = 'Interlock';
export const HOMEPAGE = 'https://github.com/OWNER/interlock';

interface Asked {
  readonly access: 'read' | 'write';
  /** Completes "To ..."; one line. */
  readonly why: string;
}

export const PERMISSIONS = {
  actions: {
    access: 'write',
    why: 'to start agents, to see which of them wait, and to hear of the end of their runs',
  },
  actions_variables: { access: 'read', why: 'to see whether `INTERLOCK_PAUSED` is set' },
  contents: {
    access: 'write',
    why: "to read `.github/interlock.yml` and hear of its changes; for the agents' tokens, to push an item's branch; to append to the ledger",
  },
  issues: {
    access: 'write',
    why: 'to read items and what they depend on, to move them on a label board and hear of it, and to comment on them',
  },
  metadata: { access: 'read', why: 'GitHub asks it of every App' },
  organization_projects: {
    access: 'write',
    why: 'to read and move the cards of a GitHub project, and to hear of it. Not needed if your boards are labels',
  },
  pull_requests: {
    access: 'write',
    why: "to hear of merges, and to find those that were missed; for the agents' tokens, to look for an item's pull request and to open it",
  },
} as const satisfies Readonly<Record<string, Asked>>;

/** By their names in the settings of an App, which leave out the action. */
export const EVENTS = {
  issues: 'a label was put on an item or taken away: it may have entered a stage',
  projects_v2_item:
    'a card was moved on a GitHub project of an organization: the same. Needs `organization_projects`',
  pull_request: 'a pull request was merged: its item is done, and another one may start',
  push: 'the configuration may have changed',
  workflow_run: "an agent's run ended: another one may start",
} as const satisfies Readonly<Record<string, string>>;
