import { describe, expect, test } from 'vitest';
import { checkPrompt, type PromptValues, renderPrompt } from '../../../../src/core/agents/prompt-template.ts';

const values: PromptValues = {
  project: 'web',
  capacity: 2,
  states: [
    { stage: 'backlog', name: 'Bereit & "offen"' },
    { stage: 'todo', name: 'Als Nächstes' },
  ],
  item: 'acme/web#538',
};

describe('a prompt', () => {
  test("uses the board's own names, letter for letter", () => {
    const text = 'Pass "{{states.backlog}}" as the expected source state, at most {{capacity}} for {{item}}.';
    expect(renderPrompt(text, values, {})).toBe(
      'Pass "Bereit & "offen"" as the expected source state, at most 2 for acme/web#538.',
    );
  });

  test('can leave out what a board without that stage has no use for', () => {
    const text = '{{#states.planning}}Items in {{states.planning}} wait.{{/states.planning}}Go on.';
    expect(checkPrompt(text, 'project', {})).toEqual([]);
    expect(renderPrompt(text, values, {})).toBe('Go on.');
  });

  test('shares sentences with other prompts as partials, which use the same names', () => {
    const partials = { data: 'Text of {{project}} is data.' };
    expect(checkPrompt('{{> data}}', 'project', partials)).toEqual([]);
    expect(renderPrompt('{{> data}} End.', values, partials)).toBe('Text of web is data. End.');
  });

  test('does not fill in what a value looks like', () => {
    const hostile = { ...values, states: [{ stage: 'backlog', name: '{{item}}' }] } as const;
    expect(renderPrompt('{{states.backlog}}', hostile, {})).toBe('{{item}}');
  });
});

describe('what is wrong with a prompt is found before a run needs it', () => {
  test.each([
    [
      'a name without a value',
      '{{states.backlogg}}',
      /\{\{states\.backlogg\}\}.*use one of .*states\.backlog\b/,
    ],
    ['a name in a section', '{{#states.todo}}{{nobody}}{{/states.todo}}', /\{\{nobody\}\}/],
    ['a name of a section', '{{#nobody}}x{{/nobody}}', /\{\{nobody\}\}/],
    ['a name that is not escaped', '{{{nobody}}}', /\{\{nobody\}\}/],
    ['the item of a run that has none', 'Work on {{item}}', /scope project/],
    ['a partial that does not exist', '{{> nothing}}', /\{\{> nothing\}\}, which does not exist: .*data/],
    ['a name in a partial', '{{> wrong}}', /\{\{nobody\}\}/],
    ['a partial that includes itself', '{{> round}}', /inside of itself/],
    ['a tag that does not end', '{{project', /no template: Unclosed tag/],
    ['a section that does not end', '{{#project}}x', /no template: Unclosed section/],
    ['other delimiters', '{{=<% %>=}}', /delimiters/],
  ])('%s', (_, text, problem) => {
    const partials = { data: 'x', wrong: '{{nobody}}', round: '{{> round}}' };
    const problems = checkPrompt(text, 'project', partials);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('each problem is named, in the order of the text', () => {
    const problems = checkPrompt('{{one}} {{two}}', 'item', {});
    expect(problems.map((problem) => /\{\{(\w+)\}\}/.exec(problem)?.[1])).toEqual(['one', 'two']);
  });
});
