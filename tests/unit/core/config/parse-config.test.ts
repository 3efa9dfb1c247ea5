import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { shippedAgents } from '../../../../src/core/agents/shipped-agents.ts';
import { parseConfig } from '../../../../src/core/config/parse-config.ts';

const home = { owner: 'acme', repository: 'web' };
const smallest = 'version: 1\nproject: web\nboard: { type: github-labels }\nagents: {}\n';

describe('a valid configuration', () => {
  test('needs five lines; everything else has a default', () => {
    expect(
      valid(`${smallest.replace('{}', '{ implementation: { engine: command, command: ./do.sh } }')}`),
    ).toEqual({
      project: 'web',
      home,
      mode: 'act',
      board: {
        type: 'github-labels',
        states: [
          { stage: 'splitting', name: 'Splitting' },
          { stage: 'planning', name: 'Planning' },
          { stage: 'backlog', name: 'Backlog' },
          { stage: 'todo', name: 'Todo' },
          { stage: 'in-progress', name: 'In progress' },
          { stage: 'in-review', name: 'In review' },
          { stage: 'done', name: 'Done' },
          { stage: 'merged', name: 'Merged' },
        ],
      },
      repositories: [home],
      maxInFlight: 1,
      maxRuns: 1,
      maxAttempts: 3,
      caps: { item: {}, day: {} },
      workflow: 'interlock.yml',
      ledger: 'on',
      router: 'app',
      isolation: 'auto',
      network: 'open',
      cloudMetadata: 'blocked',
      agents: {
        registry: shippedAgents,
        configured: [
          {
            definition: shippedAgents.get('implementation'),
            engine: 'command',
            command: './do.sh',
            timeoutMinutes: 30,
            env: [],
            setup: undefined,
            triggers: ['entered-todo'],
          },
        ],
      },
    });
  });

  test('decides in the ledger unless it says otherwise', () => {
    expect(parseConfig(`${smallest}ledger: off\n`, home)).toMatchObject({ config: { ledger: 'off' } });
    expect(parseConfig(`${smallest}ledger: on\n`, home)).toMatchObject({ config: { ledger: 'on' } });
    expect(parseConfig(`${smallest}ledger: maybe\n`, home)).toMatchObject({ kind: 'invalid' });
  });

  test('has only the stages that it names, in pipeline order and with trimmed names', () => {
    const text = withStates('{ done: Done, todo: " Ready ", in-progress: Doing, backlog: Icebox }');
    expect(valid(text).board.states).toEqual([
      { stage: 'backlog', name: 'Icebox' },
      { stage: 'todo', name: 'Ready' },
      { stage: 'in-progress', name: 'Doing' },
      { stage: 'done', name: 'Done' },
    ]);
  });

  test('takes a command that chooses in place of the rules', () => {
    const agents = '{ backlog-manager: { engine: command, command: ./choose.sh, timeout-minutes: 5 } }';
    const [manager] = valid(smallest.replace('agents: {}', `agents: ${agents}`)).agents.configured;
    expect(manager).toMatchObject({
      definition: { name: 'backlog-manager' },
      engine: 'command',
      command: './choose.sh',
      timeoutMinutes: 5,
    });
  });

  test.each(['{ engine: command }', '{ command: ./choose.sh }', '{ engine: policy, command: ./choose.sh }'])(
    'refuses a backlog-manager of which engine and command do not go together: %s',
    (entry) => {
      const text = smallest.replace('agents: {}', `agents: { backlog-manager: ${entry} }`);
      expect(problems(text).join()).toContain('agents.backlog-manager.command');
    },
  );

  test('switches every trigger by itself', () => {
    const agents = `{ backlog-manager: { triggers: { entered-merged: false, splitting-finished: false } },
      implementation: { engine: command, command: x, triggers: { entered-todo: false } } }`;
    const { configured } = valid(smallest.replace('agents: {}', `agents: ${agents}`)).agents;
    expect(configured.map(({ definition, triggers }) => [definition.name, triggers])).toEqual([
      ['backlog-manager', ['pull-request-merged', 'entered-backlog']],
      ['implementation', []],
    ]);
  });

  test.each([
    ['max-in-flight: 3\n', 3],
    ['max-in-flight: 3\nmax-runs: 2\n', 2],
    ['max-runs: 5\n', 5],
  ])('bounds runs as it bounds items in flight, unless it says otherwise: %j', (lines, maxRuns) => {
    expect(valid(`${smallest}${lines}`).maxRuns).toBe(maxRuns);
  });

  test('names other repositories, the bound and the workflow', () => {
    const config = valid(
      `${smallest}repositories: [acme/web, acme/api]\nmax-in-flight: 3\nworkflow: agents.yaml\n`,
    );
    expect(config.repositories).toEqual([home, { owner: 'acme', repository: 'api' }]);
    expect(config.maxInFlight).toBe(3);
    expect(config.workflow).toBe('agents.yaml');
  });

  test('takes one repository in two spellings for one, and spells its home as GitHub does', () => {
    const config = valid(`${smallest}repositories: [ACME/API, Acme/Web, acme/api, acme/web]\n`);
    expect(config.repositories).toEqual([{ owner: 'ACME', repository: 'API' }, home]);
  });

  test('may have repositories of enterprise-managed users', () => {
    const config = valid(`${smallest}repositories: [mona_acme/web]\n`);
    expect(config.repositories).toEqual([{ owner: 'mona_acme', repository: 'web' }]);
  });

  test('may begin with a byte order mark', () => {
    expect(valid(`\uFEFF${smallest}`).project).toBe('web');
  });
});

describe('a problem names the file, the path, what was found and what was expected', () => {
  test.each([
    ['a missing key', smallest.replace('project: web\n', ''), 'project: found nothing, expected text'],
    ['another version', smallest.replace('1', '2'), 'version: found 2, expected 1'],
    ['a version in quotes', smallest.replace('1', '"1"'), 'version: found "1", expected 1'],
    [
      'a key that is no slug',
      smallest.replace('project: web', 'project: Web Shop'),
      'project: found "Web Shop", expected a slug: lower-case letters, digits and dashes, 40 at most',
    ],
    [
      'a key that is too long',
      smallest.replace('project: web', `project: ${'a'.repeat(41)}`),
      `project: found "${'a'.repeat(41)}", expected a slug: lower-case letters, digits and dashes, 40 at most`,
    ],
    [
      'an unknown key',
      `${smallest}maxInFlight: 1\n`,
      'maxInFlight: found an unknown key, expected none of that name',
    ],
    [
      'an unknown key further in',
      smallest.replace('{ type: github-labels }', '{ type: github-labels, owner: acme }'),
      'board.owner: found an unknown key, expected none of that name',
    ],
    [
      'a key that would reach a prototype',
      `${smallest}__proto__: { a: 1 }\n`,
      '__proto__: found an unknown key, expected none of that name',
    ],
    [
      'a board that is not known',
      smallest.replace('github-labels', 'trello'),
      'board.type: found "trello", expected "github-labels" or "github-projects"',
    ],
    [
      'a required stage without a name',
      withStates('{ backlog: Icebox, todo: Ready, done: Done }'),
      'board.states: found a mapping, expected a name for each of backlog, todo, in-progress, done; the other stages may be left out',
    ],
    [
      'two stages of one name',
      withStates('{ backlog: A, todo: B, in-progress: " b ", done: C }'),
      'board.states: found a mapping, expected a different name for each stage; todo is "B" and in-progress "b", which differ only in upper and lower case',
    ],
    [
      'two stages whose names only Unicode tells apart',
      withStates('{ backlog: A, todo: "Pr\\u00fcfung", in-progress: C, done: "Pru\\u0308fung" }'),
      `board.states: found a mapping, expected a different name for each stage; todo is "Pr\u00fcfung" and done "Pru\u0308fung", which differ only in how Unicode writes their letters: ${String.raw`"Pr\u{fc}fung" and "Pru\u{308}fung"`}`,
    ],
    [
      'one name for two stages',
      withStates('{ backlog: A, todo: A, in-progress: C, done: D }'),
      'board.states: found a mapping, expected a different name for each stage; backlog is "A" and todo "A"',
    ],
    [
      'a stage that is not known',
      withStates('{ backlog: A, todo: B, in-progress: C, done: D, doing: E }'),
      'board.states.doing: found an unknown key, expected none of that name',
    ],
    [
      'a state that GitHub could not find by its label',
      withStates('{ backlog: "A, B", todo: B, in-progress: C, done: D }'),
      'board.states.backlog: found "A, B", expected a name without a comma',
    ],
    [
      'a state without a name',
      withStates('{ backlog: " ", todo: B, in-progress: C, done: D }'),
      'board.states.backlog: found " ", expected at least 1 character',
    ],
    [
      'a state whose name is longer than a label may be',
      withStates(`{ backlog: ${'x'.repeat(51)}, todo: B, in-progress: C, done: D }`),
      'board.states.backlog: found "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", expected at most 50 characters',
    ],
    ['a mode that is not known', `${smallest}mode: dry\n`, 'mode: found "dry", expected "act" or "observe"'],
    [
      'repositories that are no list',
      `${smallest}repositories: acme/web\n`,
      'repositories: found "acme/web", expected a list',
    ],
    [
      'a bound beyond all numbers',
      `${smallest}max-in-flight: .inf\n`,
      'max-in-flight: found Infinity, expected a number',
    ],
    ['a bound of nothing', `${smallest}max-in-flight: 0\n`, 'max-in-flight: found 0, expected at least 1'],
    [
      'a bound of too much',
      `${smallest}max-in-flight: 1001\n`,
      'max-in-flight: found 1001, expected at most 1000',
    ],
    [
      'a broken bound',
      `${smallest}max-in-flight: 1.5\n`,
      'max-in-flight: found 1.5, expected a whole number',
    ],
    [
      'a bound in words',
      `${smallest}max-in-flight: many\n`,
      'max-in-flight: found "many", expected a number',
    ],
    [
      'a repository without its owner',
      `${smallest}repositories: [acme/web, api]\n`,
      'repositories.1: found "api", expected `owner/repository`, without `.git`',
    ],
    [
      'a repository as git names it',
      `${smallest}repositories: [acme/web.git]\n`,
      'repositories.0: found "acme/web.git", expected `owner/repository`, without `.git`',
    ],
    [
      'no repository at all',
      `${smallest}repositories: []\n`,
      'repositories: found a list, expected at least 1 entry',
    ],
    [
      'a workflow outside its folder',
      `${smallest}workflow: ../../evil.yml\n`,
      'workflow: found "../../evil.yml", expected a file name like `interlock.yml`',
    ],
    [
      'an agent that is not known',
      smallest.replace('agents: {}', 'agents: { reviewer: {} }'),
      'agents.reviewer: found an unknown key, expected none of that name',
    ],
    [
      'an agent that was left empty',
      smallest.replace('agents: {}', 'agents: { backlog-manager: }'),
      'agents.backlog-manager: found nothing, expected a mapping',
    ],
    [
      'an engine that is not known',
      smallest.replace('agents: {}', 'agents: { implementation: { engine: qwen, command: x } }'),
      'agents.implementation.engine: found "qwen", expected "command" or "claude" or "codex" or "gemini"',
    ],
    [
      'an engine without its command',
      smallest.replace('agents: {}', 'agents: { implementation: { engine: command } }'),
      'agents.implementation.command: found nothing, expected text',
    ],
    [
      'a time limit beyond that of a hosted job',
      smallest.replace(
        'agents: {}',
        'agents: { implementation: { engine: command, command: x, timeout-minutes: 400 } }',
      ),
      'agents.implementation.timeout-minutes: found 400, expected at most 350',
    ],
    [
      'a switch that is none',
      smallest.replace('agents: {}', 'agents: { backlog-manager: { triggers: { entered-merged: maybe } } }'),
      'agents.backlog-manager.triggers.entered-merged: found "maybe", expected true or false',
    ],
    ['a list', '- version: 1\n', '(the whole file): found a list, expected a mapping'],
    ['several documents', `${smallest}---\n${smallest}`, 'found several YAML documents, expected one'],
  ])('%s', (_, text, problem) => {
    expect(problems(text)).toEqual([`.github/interlock.yml: ${problem}`]);
  });

  test('and each of several problems is on a line of its own', () => {
    expect(problems('version: 2\nproject: web\nboard: {}\nagents: {}\nx: 1\n')).toHaveLength(3);
  });

  test('an empty file lacks every required key', () => {
    expect(problems('')).toEqual([
      '.github/interlock.yml: version: found nothing, expected 1',
      '.github/interlock.yml: project: found nothing, expected text',
      '.github/interlock.yml: board: found nothing, expected a mapping',
      '.github/interlock.yml: agents: found nothing, expected a mapping',
    ]);
  });

  test('text that is no YAML is shown with line and column', () => {
    expect(problems('version: [1\nproject: web\n').join('\n')).toMatch(/at line \d+, column \d+/);
  });

  test('a key that is given twice is shown with line and column', () => {
    expect(problems(`${smallest}project: other\n`).join('\n')).toContain('Map keys must be unique at line 5');
  });

  test('the given name of the file is used', () => {
    const parsed = parseConfig('', home, { file: 'config/team.yml' });
    expect(parsed.kind === 'invalid' && parsed.message).toMatch(/^config\/team\.yml: version/);
  });
});

describe('hostile text', () => {
  test('of more than 64 KB is refused before it is parsed', () => {
    expect(problems(`${smallest}#${' '.repeat(70_000)}`)).toEqual([
      expect.stringMatching(/^\.github\/interlock\.yml: found 7\d{4} characters, expected at most 65536$/),
    ]);
  });

  test('with a bomb of aliases is refused', () => {
    const bomb = `a: &a [1,1]\nb: &b [${'*a,'.repeat(30)}]\nc: [${'*b,'.repeat(30)}]\n`;
    expect(problems(bomb).join()).toContain('alias');
  });

  test('may be as long as 64 KB, and no longer', () => {
    const padded = (length: number) => `${smallest}#${' '.repeat(length - smallest.length - 1)}`;
    expect(parseConfig(padded(65_536), home).kind).toBe('valid');
    expect(parseConfig(padded(65_537), home).kind).toBe('invalid');
  });

  test('may name one thing by an alias nineteen times, and no more', () => {
    const aliases = (count: number) => problems(`a: &a [1]\nb: [${'*a,'.repeat(count)}]\n`).join();
    expect(aliases(19)).not.toContain('Excessive alias count');
    expect(aliases(20)).toContain('Excessive alias count');
  });

  test('with a key that is no text makes Node print no warning', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    expect(problems(`${smallest}? [a]\n: 1\n`)).toHaveLength(1);
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
  });

  test('of any kind never throws', () => {
    const piece = fc.constantFrom(
      'version: 1',
      '\n',
      ' ',
      '- ',
      '{',
      '}',
      ': ',
      '&a',
      '*a',
      '!!x',
      '"',
      '\t',
      '? ',
      '<<',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          expect(['valid', 'invalid']).toContain(parseConfig(text, home).kind);
        },
      ),
    );
  });
});

function valid(text: string) {
  const parsed = parseConfig(text, home);
  if (parsed.kind === 'invalid') throw new Error(parsed.message);
  return parsed.config;
}

function problems(text: string): readonly string[] {
  const parsed = parseConfig(text, home);
  return parsed.kind === 'invalid' ? parsed.message.split('\n') : [];
}

function withStates(states: string): string {
  return smallest.replace('{ type: github-labels }', `{ type: github-labels, states: ${states} }`);
}
