import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

const HOME = { owner: 'acme', repository: 'web' };

function parse(implementation: string) {
  return parseConfig(
    `version: 1\nproject: web\nboard: { type: github-labels }\nagents:\n  implementation: ${implementation}\n`,
    HOME,
  );
}

describe('the engine of an agent', () => {
  test.each(['AGENTS.md', '.github/agents.md', 'docs/..rules.md', 'a b/c:d'])(
    'may be given the rules in %s',
    (path) => {
      const parsed = parse(`{ engine: claude, model: x, instructions: ['${path}'] }`);
      expect(parsed).toMatchObject({ config: { agents: { configured: [{ instructions: [path] }] } } });
    },
  );

  test('may be Claude Code, with what is left out filled in', () => {
    const parsed = parse('{ engine: claude, model: claude-opus-4-8 }');
    expect(parsed).toMatchObject({
      kind: 'valid',
      config: {
        agents: {
          configured: [
            {
              engine: 'claude',
              model: 'claude-opus-4-8',
              maxTurns: 200,
              timeoutMinutes: 30,
              budget: { dollars: 5, tokens: 5_000_000 },
              arguments: [],
              instructions: ['AGENTS.md', 'CLAUDE.md'],
              env: [],
            },
          ],
        },
      },
    });
  });

  test('may be Codex, with everything said', () => {
    const parsed = parse(
      '{ engine: codex, model: gpt-5.5, effort: high, budget: 2.5, token-budget: 1000000, version: 0.171.0, timeout-minutes: 60, env: [JAVA_HOME], arguments: [--x] }',
    );
    expect(parsed).toMatchObject({
      kind: 'valid',
      config: {
        agents: {
          configured: [
            {
              engine: 'codex',
              effort: 'high',
              budget: { dollars: 2.5, tokens: 1_000_000 },
              version: '0.171.0',
              timeoutMinutes: 60,
              env: ['JAVA_HOME'],
              arguments: ['--x'],
            },
          ],
        },
      },
    });
  });

  test.each([
    [
      '{ engine: qwen, model: x }',
      'agents.implementation.engine: found "qwen", expected "command" or "claude" or "codex" or "gemini"',
    ],
    ['{ engine: claude }', 'agents.implementation.model: found nothing, expected text'],
    [
      '{ engine: claude, model: "two words" }',
      'agents.implementation.model: found "two words", expected the model\'s full name, as its provider has it',
    ],
    [
      '{ engine: claude, model: x, effort: extreme }',
      'agents.implementation.effort: found "extreme", expected "low" or "medium" or "high" or "xhigh" or "max"',
    ],
    [
      '{ engine: codex, model: x, max-turns: 5 }',
      'agents.implementation.max-turns: found an unknown key, expected none of that name',
    ],
    [
      '{ engine: claude, model: x, command: y }',
      'agents.implementation.command: found an unknown key, expected none of that name',
    ],
    [
      '{ engine: claude, model: x, env: ["A=b"] }',
      'agents.implementation.env.0: found "A=b", expected the name of a variable',
    ],
    [
      '{ engine: claude, model: x, version: latest }',
      'agents.implementation.version: found "latest", expected a version like 1.2.3',
    ],
    ...['/etc/passwd', '../AGENTS.md', 'docs/../../x', 'docs/', 'a/..', '.', 'a\\b'].map((path) => [
      `{ engine: claude, model: x, instructions: ['${path}'] }`,
      `agents.implementation.instructions.0: found ${JSON.stringify(path)}, expected a path from the root of the repository`,
    ]),
    [
      '{ engine: claude, model: x, budget: 0 }',
      'agents.implementation.budget: found 0, expected at least 0.01: with nothing to spend no agent would ever start; leave the agent out instead',
    ],
  ])('%s is told what is wrong', (written, problem) => {
    expect(parse(written)).toEqual({ kind: 'invalid', message: `.github/interlock.yml: ${problem}` });
  });
});
