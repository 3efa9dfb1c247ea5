import { expect, test } from 'vitest';
import { reasons } from '../../../src/core/reasons.ts';

test.each(Object.entries(reasons))(
  '%s says in sentences what happened and what to do',
  (_, { meaning, remedy }) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(remedy).toMatch(/^[A-Z].*\.$/);
  },
);
