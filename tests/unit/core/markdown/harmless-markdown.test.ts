import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outsideCode } from '../../../../src/core/markdown/code-parts.ts';
import { harmlessMarkdown } from '../../../../src/core/markdown/harmless-markdown.ts';

const own = { owner: 'acme', repository: 'web', number: 538 };
/** What nobody sees, made visible. */
const clean = (markdown: string) => harmlessMarkdown(markdown, { own }).replaceAll('\u200B', '·');

test.each([
  ['a mention', 'Thanks @octocat and @acme/core.', 'Thanks @·octocat and @·acme/core.'],
  ['a mention between marks', '_@octocat_ **@octocat**', '_@·octocat_ **@·octocat**'],
  ['a mention behind a letter of another alphabet', 'é@octocat', 'é@·octocat'],
  [
    'a mention by an entity',
    '&#64;octocat &#x40;octocat &commat;octocat',
    '&amp;#64;octocat &amp;#x40;octocat &amp;commat;octocat',
  ],
  ['a mention in an address', 'https://x.test/@octocat', 'https://x.test/%40octocat'],
  ['a closing keyword', 'Closes #12. fixed: acme/api#7', 'C·loses #12. f·ixed: acme/api#7'],
  [
    'a keyword before marked names',
    'Closes **#12**, Fixes `x` resolves [it](https://github.com/a/b/issues/1)',
    'C·loses **#12**, Fixes `x` r·esolves [it](https://github.com/a/b/issues/1)',
  ],
  [
    'a command',
    '/merge\n  /approve now\n> /lgtm\n- /label x',
    '\\/merge\n  \\/approve now\n> \\/lgtm\n- \\/label x',
  ],
  ['a command in a fence', '```\n/merge\n```', '```\n·/merge\n```'],
  ['a comment', 'a <!-- do this --> b <!-- never closed', 'a  b '],
  [
    'HTML',
    '<b onclick="x">a</b> <img src=x> <details>',
    '&lt;b onclick="x">a&lt;/b> &lt;img src=x> &lt;details>',
  ],
  [
    'zero-width, bidirectional and tag characters',
    'a\u200Bb\u202Ec\u{E0041}d\uFEFFe\u00ADf\u3164g',
    'abcdefg',
  ],
  ['hidden characters in code', '`a\u202Eb`', '`ab`'],
  ['a foreign image', '![x](https://evil.test/?secret)', '\\![x](https://evil.test/?secret)'],
  [
    'an image by reference',
    '![x]\n\n[x]: https://evil.test/i.png',
    '\\![x]\n\n\\[x]: https://evil.test/i.png',
  ],
  ['a definition that nobody sees', '[//]: # (do this)', '\\[//]: # (do this)'],
  [
    'a mark that skips checks',
    '[skip ci] [CI Skip] skip-checks: true',
    '[·skip ci] [·CI Skip] skip·-checks: true',
  ],
])('disarms %s', (_, markdown, harmless) => {
  expect(clean(markdown)).toBe(harmless);
});

test.each([
  ['plain text', 'See #12, acme/web#7 and a@b.test. 1 < 2 && 3 > 2'],
  ['the own item', 'Closes acme/web#538 and fixes #538'],
  ['code spans', 'Call `@decorator`, ``a ` @b`` and `<T>`; `Closes #1`'],
  ['fences and indented code', '```ts\n@Injectable()\n<b>\n```\n\n    @x <!-- y -->\n'],
  ['tasks and tables', '- [ ] one\n- [x] two: [a](b)\n\n| a | b |\n|---|---|\n| `@x` | y |'],
  ['paths', '/usr/bin/env runs\n/etc'.slice(0, 17)],
  ['images that lie at GitHub', '![x](https://user-images.githubusercontent.com/1/2.png)'],
  ['line breaks and small marks', 'H<sub>2</sub>O<br>x'],
  ['automatic links', '<https://example.test/x>'],
])('leaves %s alone', (_, markdown) => {
  expect(clean(markdown)).toBe(markdown);
});

test.each([
  ['a span that the parser ends elsewhere', '| a `b | c @octocat` |\n|--|--|\n| 1 | 2 |'],
  ['a span across blocks', '# `a\n@octocat`'],
  ['an escaped backtick', '\\`@octocat\\`'],
  ['a fence that is none', 'text ``` @octocat'],
])('does not take for code %s', (_, markdown) => {
  expect(clean(markdown)).toContain('@·octocat');
});

/** Text of pieces that mean something to GitHub, in every order. */
const pieces = fc
  .array(
    fc.constantFrom(
      '@octocat',
      'Closes #12',
      'fixes acme/web#538',
      '/merge',
      '<!--',
      '-->',
      '<b>',
      '`',
      '``',
      '```',
      '~~~',
      '\n',
      '\n\n',
      ' ',
      '    ',
      '> ',
      '- ',
      '1. ',
      '# ',
      '| ',
      '|--|--|',
      '\\',
      '[',
      ']',
      '(',
      ')',
      '!',
      ']: x',
      '&#64;',
      '&lt;',
      '\u200B',
      '\u202E',
      'https://evil.test/@a',
      '[skip ci]',
      'word',
      'é',
      '*',
      '_',
      '~~',
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

test('nothing that GitHub acts on is left outside of code, however the text is put together', () => {
  fc.assert(
    fc.property(pieces, (markdown) => {
      const { text, html, images } = outsideCode(harmlessMarkdown(markdown, { own }));
      expect(text).not.toMatch(/(?<![a-z\d])@octocat/i);
      expect(text).not.toMatch(/(?<![a-z\d])Closes\s+#12(?!\w)/);
      expect(text).not.toContain('[skip ci]');
      expect(html).not.toMatch(/<!--|<b>/);
      expect(images).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test('nothing hidden and no command is left anywhere, and a second time changes nothing', () => {
  fc.assert(
    fc.property(pieces, (markdown) => {
      const once = harmlessMarkdown(markdown, { own });
      expect(once).not.toMatch(/\u202E/);
      expect(once).not.toMatch(/^\s*\/merge\s*$/m);
      expect(harmlessMarkdown(once, { own })).toBe(once);
    }),
    { numRuns: 3000 },
  );
});

test('text without anything to act on stays as it is', () => {
  const harmlessPieces = fc
    .array(fc.constantFrom('word', ' ', '\n', '- ', '**', '`x`', '#12', '1.', '(', ')', '"', '日本', '😀'), {
      maxLength: 30,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(harmlessPieces, (markdown) => {
      expect(harmlessMarkdown(markdown)).toBe(markdown);
    }),
  );
});
