import { describe, expect, test } from 'vitest';
import { dependencyExamples } from '../../../../src/build/generators/dependency-examples.ts';
import { formatItemId } from '../../../../src/core/item-id.ts';
import { namedDependencies } from '../../../../src/core/policy/named-dependencies.ts';

const id = { owner: 'acme', repository: 'web', number: 540 };
const url = 'https://github.com/acme/web/issues/540';

describe.each(dependencyExamples)('the page of dependencies: $title', ({ examples }) => {
  test.each(examples)('$text', ({ text, waitsFor }) => {
    const named = namedDependencies({ id, url, title: '', body: text });
    expect(named.map((one) => formatItemId(one).replace(/^acme\/web(?=#)/, ''))).toEqual(waitsFor);
  });
});
