import { describe, expect, test } from 'vitest';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { namedDependencies } from '../../../../src/core/policy/named-dependencies.ts';

/** What a heading, a list or a table says of the names below it: the cases that the page of dependencies leaves out. */
const item = { owner: 'acme', repository: 'web', number: 540 };
const page = 'https://github.com/acme/api/issues/7';

type Row = readonly [text: string, ...waitsFor: readonly string[]];

function reads(rows: readonly Row[]): void {
  test.each(rows)('%j', (body, ...waitsFor) => {
    const url = 'https://github.com/acme/web/issues/540';
    const named = namedDependencies({ id: item, url, title: '', body });
    expect(named.map((id) => formatItemId(id).replace(/^acme\/web(?=#)/, ''))).toEqual(waitsFor);
  });
}

describe('a heading speaks for its section', () => {
  reads([
    ['## Depends on\n- #12\n## Other\n- #13', '#12'],
    ['## Depends on\n### A\n- #12\n## Other\n- #13', '#12'],
    ['## Depends on\n### A\n- #12\n# Other\n- #13', '#12'],
    ['# Depends on\n## Blocks\n- #12\n# Depends on\n- #13', '#13'],
    ['## Depends on\n- #12\n### Blocks\n- #13\n### Server\n- #14', '#12', '#14'],
    ['Blocked by:\n\n## Other\n\n- #13'],
    ['## Depends on\n\n- #1\n\n## Needs\n\nThe parser #2', '#1', '#2'],
    ['## Depends on\n\n> The parser, #12', '#12'],
  ]);
});

describe('a heading says that its section waits', () => {
  reads([
    ['## Needs\n- #12', '#12'],
    ['## Needs:\n- #12', '#12'],
    ['## Needs of users\n- #12'],
    ['## What users need\n- #12'],
    ['## Open blockers\n- #12', '#12'],
    ['## Cannot start before\n- #12', '#12'],
    ['## This is blocking us\n- #12', '#12'],
  ]);
});

describe('a heading says that its section is about another relation', () => {
  reads([
    ['## Depends on\n### Related\n- #12'],
    ['## Depends on\n### Blocks\n- #12'],
    ['## Depends on\n### Not blocked by\n- #12'],
    ['## Depends on\n### Parent\n- #12'],
    ['## Depends on\n### The related\n- #12', '#12'],
    ['## Depends on\n### My parent\n- #12', '#12'],
  ]);
});

describe('after the list of a section only a name goes on', () => {
  reads([
    ['## Depends on\n\n- #12\n\n#13', '#12', '#13'],
    ['## Depends on\n\n- #12\n\nThis is about #13', '#12'],
    ['## Depends on\n\n| a |\n|---|\n| #12 |\n\nThis is about #13', '#12'],
  ]);
});

describe('a paragraph speaks for what is right below it', () => {
  reads([
    ['Blocked by:\n\n#12\n\n#13', '#12', '#13'],
    ['Blocked by:\n\n**#12**', '#12'],
    ['Blocked by:\n\n- #12\n\n1. #13', '#12', '#13'],
    ['Blocked by:\n\n- `x` #12', '#12'],
    ['Blocked by:\n\n> #12', '#12'],
    ['Blocked by:\n\n| a |\n|---|\n| #12 |', '#12'],
    ['Blocked by:\n\nText\n\n#13'],
    ['Blocked by:\n\nText\n\n- #13'],
    ['Blocked by:\n\nx #12'],
    ['Blocked by:\n\n(x #12)'],
    ['Blocked by:\n\n`x` #12'],
    ['Blocked by:\n\n---\n\n- #12'],
  ]);
});

describe('a link names the issue to which it leads, and nothing by its text', () => {
  reads([
    [`Blocked by [GH-12](${page})`, 'acme/api#7'],
    [`Blocked by [acme/web#3](${page})`, 'acme/api#7'],
    ['Blocked by [#3](https://GitHub.com/acme/api/issues/7)', 'acme/api#7'],
    [`See [x/blocked by](${page})`, 'acme/api#7'],
    [`Blocked by [x](${page}x)`],
    [`Blocked by [x](x${page})`],
    [`See [x](https://example.com/${page}) blocked by #1`, '#1'],
  ]);
});

describe('a table is read by its columns, then by its rows', () => {
  reads([
    ['| Blocked by #12 | b |\n|---|---|\n| server | #13 |', '#12'],
    ['| Blocked by | Blocks |\n|---|---|\n| #12 | #13 |', '#12'],
    ['| Part | Blocked by |\n|---|---|\n| Blocks | #12 |', '#12'],
    ['## Depends on\n\n| Part | Blocked by |\n|---|---|\n| #12 | #13 |', '#13'],
    ['## Depends on\n\n| Part | Blocks | x |\n|---|---|---|\n| #12 | #13 | #14 |', '#12', '#14'],
    ['## Depends on\n\n| a | b |\n|---|---|\n| Related | #12 |\n| x | #13 |', '#13'],
    ['| | |\n|---|---|\n| Related | #12 |\n| Blocked by | #13 |', '#13'],
  ]);
});
