import { expect, test } from 'vitest';
import { repeatedNames } from '../../../src/build/repeated-names.ts';

const guard = { path: 'src/core/guard.ts', text: "export type Verdict = 'move' | 'noop';\n" };

test.each([
  'export interface Verdict {}\n',
  'export class Verdict {}\n',
  'export const Verdict = 1;\n',
  'export async function Verdict() {}\n',
  'export function* Verdict() {}\n',
])('two files that export one name are refused: %j', (text) => {
  const other = { path: 'src/doctor/finding.ts', text: `const before = 1;\n${text}` };

  expect(repeatedNames([guard, other])).toEqual([{ name: 'Verdict', paths: [guard.path, other.path] }]);
});

test('a name that is passed on is exported once', () => {
  const text = "export type { Verdict } from '../core/guard.ts';\nexport { Verdict } from './guard.ts';\n";

  expect(repeatedNames([guard, { path: 'src/app/index.ts', text }])).toEqual([]);
});

test('a name that only one file exports is nobody else’s', () => {
  const text = 'type Verdict = 1;\nexport const verdict: Verdict = 1;\nexport type Verdicts = Verdict[];\n';

  expect(repeatedNames([guard, { path: 'src/app/decide.ts', text }])).toEqual([]);
});

test('the stand-in has names of its own, which are compared with each other', () => {
  const inSandbox = { path: 'src/sandbox/rules/rule.ts', text: guard.text };
  const inSandboxToo = { path: 'src/sandbox/git/push.ts', text: guard.text };

  expect(repeatedNames([guard, inSandbox])).toEqual([]);
  expect(repeatedNames([guard, inSandbox, inSandboxToo])).toEqual([
    { name: 'Verdict', paths: [inSandbox.path, inSandboxToo.path] },
  ]);
});
