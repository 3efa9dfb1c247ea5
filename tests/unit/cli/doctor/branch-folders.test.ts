import { expect, test } from 'vitest';
import { arrangeDoctor, CONFIG, type Found, WITH_LEDGER } from './doctor-world.ts';

const inTheWay = (findings: readonly Found[]) =>
  findings.flatMap(({ level, message }) => (message.includes('has a branch') ? [[level, message]] : []));

async function found(branch: string, config: string) {
  await using world = await arrangeDoctor({ config });
  await world.repository.addPullRequest({ title: 'x', head: branch, files: { x: 'x' } });
  return inTheWay(await world.found('protections'));
}

const error = (branch: string) => [
  'error',
  `acme/web has a branch \`${branch}\`. Git keeps branches like files, so there can be no branch \`${branch}/...\` beside it, and Interlock cannot make its own.`,
];

test.each([
  ['interlock', CONFIG],
  ['interlock/web', CONFIG],
  ['interlock-ledger', WITH_LEDGER],
])('a branch %s is an error, since it stands where a folder has to be', async (branch, config) => {
  expect(await found(branch, config)).toEqual([error(branch)]);
});

test.each([
  ['interlock/web-2', CONFIG],
  ['interlock-ledger', CONFIG],
])('a branch %s is in the way of nothing that the configuration needs', async (branch, config) => {
  expect(await found(branch, config)).toEqual([]);
});
