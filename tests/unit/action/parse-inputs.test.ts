import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { INPUTS, type InputName, type RawInputs } from '../../../src/action/inputs.ts';
import { parseInputs } from '../../../src/action/parse-inputs.ts';

const given = (inputs: Partial<Record<InputName, string>>): RawInputs => {
  const declared = Object.entries(INPUTS).map(([name, input]) => [
    name,
    'default' in input ? input.default : '',
  ]);
  return { ...Object.fromEntries(declared), token: 'ghs_x', ...inputs };
};
const move = { task: 'move', item: 'acme/web#538', destination: 'todo' };

describe('of the task move', () => {
  test('the project may be left out, and so may the expected state', () => {
    expect(parseInputs(given(move))).toEqual({
      kind: 'valid',
      inputs: {
        task: 'move',
        project: undefined,
        home: undefined,
        item: { owner: 'acme', repository: 'web', number: 538 },
        destination: 'todo',
        expectedSourceState: undefined,
        config: '.github/interlock.yml',
        failOnRefusal: false,
        credentials: { kind: 'token', token: 'ghs_x' },
      },
    });
  });

  test.each([
    ['#538', '"#538"'],
    ['WEB', '"WEB"'],
    ['https://github.com/acme/web/issues/538', '"https://github.com'],
  ])('the item %s is refused as not canonical, and quoted', (item, quoted) => {
    const parsed = parseInputs(given({ ...move, item }));
    expect(parsed).toMatchObject({ kind: 'invalid', reason: 'item-id-invalid' });
    expect(parsed).toHaveProperty('message', expect.stringContaining(quoted));
  });

  test('another home repository is taken by its full name alone', () => {
    expect(parseInputs(given({ ...move, home: 'acme/plans' }))).toMatchObject({
      inputs: { home: { owner: 'acme', repository: 'plans' } },
    });
    expect(parseInputs(given({ ...move, home: 'plans' }))).toMatchObject({
      kind: 'invalid',
      reason: 'input-invalid',
      message: expect.stringContaining('`home` has to be `owner/repository`'),
    });
  });

  test('every missing input is named at once', () => {
    expect(parseInputs(given({ task: 'move' }))).toMatchObject({
      kind: 'invalid',
      reason: 'input-invalid',
      message: expect.stringMatching(/`item` is missing.*`destination` is missing/),
    });
  });
});

describe('of the task route', () => {
  test('all are optional: the event says what it is about', () => {
    expect(parseInputs(given({ task: 'route' }))).toMatchObject({
      kind: 'valid',
      inputs: { task: 'route', project: undefined, config: '.github/interlock.yml' },
    });
  });
});

describe('of the task run', () => {
  test('project and agent are needed', () => {
    expect(parseInputs(given({ task: 'run' }))).toMatchObject({
      kind: 'invalid',
      reason: 'input-invalid',
      message: expect.stringMatching(/`project` is missing.*`agent` is missing/),
    });
  });

  test('the cause is manual if the workflow does not say', () => {
    const parsed = parseInputs(given({ task: 'run', project: 'web', agent: 'backlog-manager' }));
    expect(parsed).toMatchObject({ kind: 'valid', inputs: { cause: 'manual', item: undefined } });
  });
});

test('an unknown task is refused with the known ones', () => {
  expect(parseInputs(given({ task: 'merge' }))).toMatchObject({
    kind: 'invalid',
    reason: 'input-invalid',
    message: expect.stringContaining('`task` has to be `move`, `run`, `route`, `reconcile` or `doctor`'),
  });
});

test('fail-on-refusal is a YAML flag, and anything else is refused', () => {
  expect(parseInputs(given({ ...move, 'fail-on-refusal': 'True' }))).toMatchObject({
    inputs: { failOnRefusal: true },
  });
  expect(parseInputs(given({ ...move, 'fail-on-refusal': 'maybe' }))).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('`fail-on-refusal` has to be `true` or `false`'),
  });
});

test('the credentials of an App go before the token, and are complete or refused', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const app = { 'app-client-id': 'Iv1.x', 'app-private-key': privateKey.trim() };
  expect(parseInputs(given({ ...move, ...app }))).toMatchObject({
    inputs: { credentials: { kind: 'app', clientId: 'Iv1.x', privateKey: privateKey.trim() } },
  });
  expect(parseInputs(given({ ...move, 'app-client-id': 'Iv1.x' }))).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('`app-private-key` is missing'),
  });
  expect(parseInputs(given({ ...move, token: '' }))).toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('`token` is missing'),
  });
});

describe('what a concurrency group is made of', () => {
  const run = { task: 'run', project: 'web', agent: 'implementation', item: 'acme/web#538' };

  test.each(
    ['project', 'agent', 'item', 'dispatch'].flatMap((name) =>
      [' x', 'x ', 'x\n', '\tx', 'x\u00a0', '\ufeffx', ' '].map((text) => [name, text] as const),
    ),
  )('is refused with a blank around it: %s %j', (name, text) => {
    const parsed = parseInputs(given({ ...run, [name]: text }));
    expect(parsed).toMatchObject({ kind: 'invalid', reason: 'input-invalid' });
    expect(parsed).toHaveProperty('message', expect.stringContaining(`\`${name}\` is "`));
    expect(parsed).toHaveProperty('message', expect.stringContaining('a blank'));
  });

  test.each(['move', 'route', 'reconcile'])('is refused so by the task %s too', (task) => {
    const inputs = given({ ...move, task, project: 'web ' });
    expect(parseInputs(inputs)).toMatchObject({ kind: 'invalid', reason: 'input-invalid' });
  });

  test('shows a blank that cannot be seen', () => {
    expect(parseInputs(given({ ...run, agent: 'implementation\u00a0' }))).toHaveProperty(
      'message',
      expect.stringContaining('`agent` is "implementation\\u{a0}", with a blank at an end'),
    );
  });

  test('a dispatch with a blank inside is refused, which would make the name of its run unreadable', () => {
    expect(parseInputs(given({ ...run, dispatch: 'by hand' }))).toMatchObject({
      kind: 'invalid',
      reason: 'input-invalid',
      message: expect.stringContaining('`dispatch` is "by hand"'),
    });
  });
});
