import { expect, test } from 'vitest';
import {
  claimOf,
  findFollowers,
  findRival,
  mayHaveRivals,
  type ProjectClaim,
} from '../../../../src/core/config/rivals.ts';
import { parseRepositoryName } from '../../../../src/core/item-id.ts';
import { claimedTwice } from '../../../../src/core/text/config.ts';

const named = (name: string) => parseRepositoryName(name) ?? expect.fail(name);

function claim(project: string, home: string, ...repositories: string[]): ProjectClaim {
  return {
    project,
    home: named(home),
    repositories: (repositories.length ? repositories : [home]).map(named),
  };
}

const web = claim('web', 'acme/web');
const api = claim('api', 'acme/api', 'acme/api', 'ACME/Web');
const ops = claim('ops', 'acme/ops', 'acme/ops', 'acme/web');

test("a repository's own project comes before one that lists it from elsewhere", () => {
  expect(findRival(api, [web, api])).toEqual({ repository: named('ACME/Web'), claim: web });
  expect(findRival(web, [web, api])).toBeUndefined();
});

test('of two projects that list a third repository neither comes first', () => {
  expect(findRival(api, [api, ops])?.claim).toBe(ops);
  expect(findRival(ops, [api, ops])?.claim).toBe(api);
});

test('one key in two home repositories is two projects', () => {
  expect(findRival(claim('web', 'acme/api', 'acme/web'), [web])?.claim).toBe(web);
});

test('a second configuration of one repository gives way to the usual one, unless both are one project', () => {
  expect(findRival(claim('other', 'acme/web'), [web])?.claim).toBe(web);
  expect(findRival(claim('web', 'acme/web'), [web])).toBeUndefined();
});

test('who lists our own repository from elsewhere comes after us', () => {
  expect(findFollowers(web, [web, api, ops]).map(({ claim: { project } }) => project)).toEqual([
    'api',
    'ops',
  ]);
  expect(findFollowers(api, [web, ops])).toEqual([]);
});

test('projects of different repositories are no rivals', () => {
  expect(findRival(claim('api', 'acme/api', 'acme/api', 'acme/lib'), [web, ops])).toBeUndefined();
});

test('only a project that lists another repository than its own can have rivals', () => {
  expect([web, api, ops].map(mayHaveRivals)).toEqual([false, true, true]);
});

test('a valid file claims the repositories that it lists', () => {
  const text = 'version: 1\nproject: api\nboard: { type: github-labels }\nagents: {}\n';
  expect(claimOf(`${text}repositories: [acme/api, ACME/Web]\n`, named('acme/api'))).toMatchObject(api);
});

test('a file that is not valid still claims the repository that it stands in', () => {
  const invalid = claimOf('version: 1\nproject: web\nmax-in-flight: many\n', named('acme/web'));
  expect(invalid).toEqual(web);
  expect(findRival(api, [invalid])?.claim).toBe(invalid);
});

test('what is said names the repository and both projects', () => {
  const rival = findRival(api, [web]);
  expect(rival && claimedTwice(api, rival)).toBe(
    'ACME/Web is in `repositories` of project "api" in acme/api, and project "web" in acme/web has its issues as items too. ' +
      'An item belongs to one project: take ACME/Web out of one of the two configurations.',
  );
});
