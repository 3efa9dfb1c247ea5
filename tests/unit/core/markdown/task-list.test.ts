import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTasks, readCriteria, readTasks, tickTasks } from '../../../../src/core/markdown/task-list.ts';

const texts = (markdown: string): readonly string[] => readCriteria(markdown).map(({ text }) => text);

describe('acceptance criteria', () => {
  test('are the entries with a box of every kind of list, ticked or not', () => {
    const markdown = '- [ ] one\n* [x] two\n1. [X] three\n   - [ ] four\n> - [ ] five';
    expect(readCriteria(markdown)).toEqual([
      { line: 0, isTicked: false, text: 'one' },
      { line: 1, isTicked: true, text: 'two' },
      { line: 2, isTicked: true, text: 'three' },
      { line: 3, isTicked: false, text: 'four' },
      { line: 4, isTicked: false, text: 'five' },
    ]);
  });

  test('are nothing that stands in code, in a comment, or outside of a list', () => {
    expect(
      texts('```\n- [ ] code\n```\n\n<!--\n- [ ] hidden\n-->\n\n[ ] loose\n\n    - [ ] indented'),
    ).toEqual([]);
  });

  test('are none of the entries that only name another issue', () => {
    const markdown =
      '- [ ] #12\n- [ ] acme/web#13\n- [ ] https://github.com/acme/web/issues/14\n- [ ] as in #15';
    expect(texts(markdown)).toEqual(['as in #15']);
  });

  test('are those below their heading, where there is one', () => {
    const markdown = [
      '## Acceptance criteria',
      '- [ ] one',
      '### In detail',
      '- [ ] two',
      '## Follow-ups',
      '- [ ] later',
    ].join('\n');
    expect(texts(markdown)).toEqual(['one', 'two']);
  });

  test('have no box without a text', () => {
    expect(texts('- [ ]\n- [ ] \n- [y] no\n- [ ]no')).toEqual([]);
  });
});

describe('ticking', () => {
  test('changes the named boxes and nothing else, also where lines end as on Windows', () => {
    const markdown = '# Item\r\n\r\n- [ ] one\r\n- [ ] two\r\n- [x] three\r\n';
    expect(tickTasks(markdown, [{ line: 2 }])).toBe(
      '# Item\r\n\r\n- [x] one\r\n- [ ] two\r\n- [x] three\r\n',
    );
  });

  test('leaves a line that has no box', () => {
    expect(tickTasks('- [ ] one\ntwo', [{ line: 1 }, { line: 9 }])).toBe('- [ ] one\ntwo');
  });

  test('of all criteria leaves none to tick, whatever the text is', () => {
    const line = fc.constantFrom(
      '- [ ] a',
      '* [x] b',
      '  - [ ] c',
      '```',
      '## Acceptance criteria',
      'text',
      '',
      '> - [ ] d',
      '<!--',
      '-->',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const markdown = lines.join(end);
        const ticked = tickTasks(markdown, readCriteria(markdown));
        expect(readCriteria(ticked).filter(({ isTicked }) => !isTicked)).toEqual([]);
        expect(ticked.replaceAll('[x]', '[ ]')).toBe(markdown.replaceAll('[x]', '[ ]'));
      }),
    );
  });
});

describe('further entries', () => {
  test('go on with the list that ends the text, and otherwise begin one', () => {
    expect(addTasks('', ['one', 'two'])).toBe('- [ ] one\n- [ ] two');
    expect(addTasks('Text.', ['one'])).toBe('Text.\n\n- [ ] one');
    expect(addTasks('- [x] none\n', ['one'])).toBe('- [x] none\n- [ ] one');
    expect(addTasks('- [x] none\n\nText.', ['one'])).toBe('- [x] none\n\nText.\n\n- [ ] one');
  });

  test('are read as entries, whatever stands before them, unless that hides what follows', () => {
    const before = fc.string({ unit: fc.constantFrom('-', '[', ']', ' ', 'x', '>', '1', '.', '\n', 'a') });
    fc.assert(
      fc.property(before, (markdown) => {
        const read = readTasks(addTasks(markdown, ['one', 'two'])).map(({ text }) => text);
        expect(read.slice(-2)).toEqual(['one', 'two']);
      }),
    );
  });
});
