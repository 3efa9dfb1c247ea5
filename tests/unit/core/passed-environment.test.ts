import { describe, expect, test } from 'vitest';
import { passedEnvironment, secretsAmong } from '../../../src/core/passed-environment.ts';

const ask = (
  names: readonly string[],
  env: Readonly<Record<string, string>>,
  secrets: readonly string[] = [],
) => passedEnvironment({ names, env, secrets });

describe('the variables that an engine sees', () => {
  test('are those that the configuration names, and are set', () => {
    expect(ask(['JAVA_HOME', 'UNSET'], { JAVA_HOME: '/opt/java', OTHER: 'x' })).toEqual({
      kind: 'passed',
      env: { JAVA_HOME: '/opt/java' },
    });
  });

  test.each([
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'INPUT_TOKEN',
    'INPUT_APP-PRIVATE-KEY',
    'RUNNER_TEMP',
    'GITHUB_TOKEN',
    'GITHUB_ENV',
    'GITHUB_OUTPUT',
    'GH_TOKEN',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'GIT_SSH_COMMAND',
    'NODE_OPTIONS',
    'node_options',
    'BASH_ENV',
    'INTERLOCK_PATIENCE',
  ])('never include %s', (name) => {
    expect(ask([name], { [name]: 'x' })).toEqual({
      kind: 'refused',
      problems: [`\`${name}\` can give away the run's rights or make programs run other code`],
    });
  });

  test.each(['GITHUB_SHA', 'HTTPS_PROXY', 'NODE_AUTH_TOKEN', 'NODE_EXTRA_CA_CERTS', 'ENVIRONMENT'])(
    'may include %s',
    (name) => {
      expect(ask([name], { [name]: 'x' })).toEqual({ kind: 'passed', env: { [name]: 'x' } });
    },
  );

  test('never hold a secret that is kept from engines, whatever they are called, and the refusal does not tell it', () => {
    const result = ask(['MY_URL'], { MY_URL: 'https://x:s3cret@host' }, ['s3cret', '']);
    expect(result).toEqual({
      kind: 'refused',
      problems: ['`MY_URL` holds a secret that Interlock keeps from engines'],
    });
  });
});

test('what is a secret by the name of its variable is known, unless it is a short word', () => {
  const env = {
    NODE_AUTH_TOKEN: 'npm_0123456789',
    DB_PASSWORD: 'hunter22',
    AUTH: 'basic',
    JAVA_HOME: '/usr/lib/jvm',
  };
  expect(secretsAmong(env)).toEqual(['npm_0123456789', 'hunter22']);
});
