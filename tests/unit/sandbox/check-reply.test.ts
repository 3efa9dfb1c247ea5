import { describe, expect, test } from 'vitest';
import { operation } from '../../../src/sandbox/openapi/description.ts';
import { Schemas } from '../../../src/sandbox/openapi/schemas.ts';
import { checkReply, findErrorFlaw } from '../../../src/sandbox/rest/check-reply.ts';

const schemas = new Schemas();
const label = {
  id: 1,
  node_id: 'LA_1',
  url: 'http://127.0.0.1/labels/x',
  name: 'x',
  color: 'ededed',
  default: false,
  description: null,
};

describe('an answer', () => {
  const check = (status: number, body?: unknown) => () =>
    checkReply(schemas, operation('issues/get-label'), { status, body });

  test('that GitHub describes passes', () => {
    expect(check(200, label)).not.toThrow();
  });

  test('that lacks a field is a bug, and says where', () => {
    const { color: _, ...rest } = label;
    expect(check(200, rest)).toThrow(
      "the answer 200 of issues/get-label is not what GitHub describes: / must have required property 'color'",
    );
  });

  test('may be null only where GitHub says so', () => {
    expect(check(200, { ...label, color: null })).toThrow('/color must be string');
  });

  test('with a status that the operation does not have is a bug', () => {
    expect(check(201, label)).toThrow('issues/get-label cannot answer 201');
  });

  test('without content has none', () => {
    const remove = operation('issues/delete-label');
    expect(() => checkReply(schemas, remove, { status: 204 })).not.toThrow();
    expect(() => checkReply(schemas, remove, { status: 204, body: {} })).toThrow('without a body');
  });
});

test('a refusal has the shape that GitHub describes for it', () => {
  const create = operation('pulls/create');
  const body = { message: 'Validation Failed', documentation_url: 'https://docs.github.com/rest' };
  expect(findErrorFlaw(schemas, create, { status: 422, body })).toBeUndefined();
  const wrong = { ...body, errors: [{ message: 'no code' }] };
  expect(findErrorFlaw(schemas, create, { status: 422, body: wrong })).toContain("required property 'code'");
});
