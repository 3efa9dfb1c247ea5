import { expect, test } from 'vitest';
import { hasAgents } from '../../../../src/core/agents/project-agents.ts';
import type { Config } from '../../../../src/core/config/config.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

test.each([
  ['{}', false],
  ['{ backlog-manager: {} }', true],
  ['{ implementation: { engine: command, command: x } }', true],
  ['{ backlog-manager: {}, implementation: { engine: command, command: x } }', true],
])('a project with the agents %s runs agents: %s', (agents, expected) => {
  expect(hasAgents(configOf(agents))).toBe(expected);
});

function configOf(agents: string): Config {
  const text = `version: 1\nproject: web\nboard: { type: github-labels }\nagents: ${agents}\n`;
  const parsed = parseConfig(text, { owner: 'acme', repository: 'web' });
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
}
