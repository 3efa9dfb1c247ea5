import { describe, expect, test } from 'vitest';
import { salvage } from '../../../../src/core/config/salvage.ts';

describe('of a configuration that is not valid, it is read whether it wants to act', () => {
  test.each([
    ['mode: observe', true],
    ['mode: "observe"   # for the first days', true],
    ["'mode': observe\nboard: {", true],
    ['{ version: 1, mode: observe, board: 7 }', true],
    ['  mode : observe', true],
    ['<<<<<<< ours\nmode: act\n=======\nmode: observe\n>>>>>>> theirs', true],
    ['mode: obsrve', true],
    ['mode:', true],
    ['mode: "act', true],
    ['mode: "act "', true],
    ["mode: ''", true],
    ['\t"mode"\t:\tobserve', true],
    ['{ version: 1, mode: 7 }', true],
    ['{ version: 1, mode: }', true],
    ['{ version: 1, mode: [act] }', true],
    ['{ version: 1, mode: "act" }', false],
    ['{ mode: act, board: [ }', false],
    ['{mode: act}', false],
    ["mode: 'act'", false],
    ['mode: act#', true],
    ['mode: # act', true],
    ['the mode: observe', false],
    ['mode', false],
    ['mode: act', false],
    ['mode: "act" # at last', false],
    ['version: 1\nproject: web', false],
    ['# mode: observe', false],
    ['model: observe', false],
    ['', false],
  ])('%j: %s', (text, observes) => {
    expect(salvage(text).observes).toBe(observes);
  });
});

describe('of a configuration that is not valid, the key is read that it names', () => {
  test.each([
    ['project: web', 'web'],
    ['project: "web" # ours', 'web'],
    ['project: web\nboard: { type: [', 'web'],
    ['{ project: web, version: 7 }', 'web'],
    ['project: Web!', undefined],
    ['<<<<<<< ours\nproject: web\n=======\nproject: shop\n>>>>>>> theirs', undefined],
    ['version: 1', undefined],
    ['{ version: 1, project: web }', 'web'],
    ['{ version: 1, project: [web] }', undefined],
    ['project: web\nproject: web', 'web'],
    ['project: 7-up', '7-up'],
    ['project: -web', undefined],
    ['project: web_shop', undefined],
    [`project: ${'a'.repeat(40)}`, 'a'.repeat(40)],
    [`project: ${'a'.repeat(41)}`, undefined],
    // As much as a configuration may be long, and one line of it.
    [`{ version: 1,${' '.repeat(65_000)} project: web }`, 'web'],
    [`{ version: 1,${' '.repeat(65_536)} project: web }`, undefined],
  ])('%j: %s', (text, project) => {
    expect(salvage(text).project).toBe(project);
  });
});
