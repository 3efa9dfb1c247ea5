export const CONFIG = `version: 1
isolation: none
project: web
ledger: off
board: { type: github-labels }
agents:
  backlog-manager: {}
  implementation: { engine: command, command: ./implement.sh }
`;

/** As the README's, but for the agents: what they do is another test's business. */
export const WORKFLOW = `name: Interlock
run-name: \${{ inputs.agent }} · \${{ inputs.item || inputs.project }} · \${{ inputs.dispatch || 'manual' }}
on:
  workflow_dispatch:
    inputs:
      project: { type: string, required: true }
      agent: { type: string, required: true }
      item: { type: string, default: '' }
      cause: { type: string, default: manual }
      dispatch: { type: string, default: '' }
jobs:
  run:
    runs-on: ubuntu-latest
    steps: [{ run: 'test "\${{ inputs.cause }}" != fail' }]
`;

export const CONFIG_FILE = '.github/interlock.yml';
export const WORKFLOW_FILE = '.github/workflows/interlock.yml';
