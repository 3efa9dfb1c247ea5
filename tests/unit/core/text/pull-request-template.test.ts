import { describe, expect, test } from 'vitest';
import { fillTemplate, findTemplate } from '../../../../src/core/text/pull-request-template.ts';

describe('the template of a team', () => {
  test.each([
    [
      ['docs/pull_request_template.md', 'PULL_REQUEST_TEMPLATE.md', '.github/Pull_Request_Template.md'],
      '.github/Pull_Request_Template.md',
    ],
    [['docs/pull_request_template.md', 'pull_request_template.txt'], 'pull_request_template.txt'],
    [['docs/PULL_REQUEST_TEMPLATE.md'], 'docs/PULL_REQUEST_TEMPLATE.md'],
    [
      [
        'README.md',
        'pull_request_template.rst',
        'src/pull_request_template.md',
        '.github/PULL_REQUEST_TEMPLATE/a.md',
      ],
      undefined,
    ],
  ])('of %j is %s', (paths, found) => {
    expect(findTemplate(paths)).toBe(found);
  });
});

const TEMPLATE =
  '<!-- Thank you! -->\nHello.\r\n\r\n## What\n\n<!-- what changed -->\n\n## Tests\n\n- [ ] I ran them\n';

describe('a pull request within a template', () => {
  test('has the words of the agent below the first heading, and the rest is left to people', () => {
    expect(fillTemplate(TEMPLATE, 'Sorted it.\n\nBy date.')).toBe(
      'Hello.\n\n## What\n\nSorted it.\n\nBy date.\n\n## Tests\n\n- [ ] I ran them',
    );
  });

  test('is what the agent wrote where it filled the template in', () => {
    const filled = '## What\n\nSorted it.\n\n## tests\n\n- [x] I ran them';
    expect(fillTemplate(TEMPLATE, filled)).toBe(filled);
  });

  test('without the words of an agent is the template, without its hints', () => {
    expect(fillTemplate(TEMPLATE, '')).toBe('Hello.\n\n## What\n\n\n## Tests\n\n- [ ] I ran them');
  });

  test('without headings has the words of the agent first', () => {
    expect(fillTemplate('- [ ] I ran the tests\n', 'Sorted it.')).toBe('Sorted it.\n\n- [ ] I ran the tests');
    expect(fillTemplate('- [ ] I ran the tests\n', 'Sorted.\n- [x] I ran the tests')).toBe(
      'Sorted.\n- [x] I ran the tests',
    );
  });

  test('that has nothing but hints is the words of the agent', () => {
    expect(fillTemplate('<!-- Describe it. -->', 'Sorted it.')).toBe('Sorted it.');
  });

  test('takes a heading in code for none', () => {
    expect(fillTemplate('```\n# no\n```\n# Yes\nhere', 'Sorted.')).toBe(
      '```\n# no\n```\n# Yes\n\nSorted.\n\nhere',
    );
  });
});
