import { expect, test } from 'vitest';
import { itemKey } from '../../../../src/core/item-id.ts';
import {
  itemKeySchema,
  itemSubject,
  pullRequestSubject,
  subjectSchema,
} from '../../../../src/core/ledger/claim-subject.ts';

test.each(['acme/web', 'Mona_ACME/Web', 'a/.github', '1-x/a..b'])(
  'an item of %s has one key in the ledger, in lower case',
  (fullName) => {
    const [owner = '', repository = ''] = fullName.split('/');
    const item = { owner, repository, number: 7 };
    const key = itemKey(item);
    expect(key).toBe(`${fullName.toLowerCase()}#7`);
    expect(itemKeySchema.parse(key)).toBe(key);
    expect(subjectSchema.parse(itemSubject(key))).toBe(`item ${key}`);
    expect(subjectSchema.parse(pullRequestSubject(item))).toBe(`pull-request ${key}`);
  },
);
