/**
 * Makes rest.json and webhooks.json from GitHub's published descriptions, which are too big to depend on:
 *
 *   node src/sandbox/openapi/extract.ts DIRECTORY
 *
 * where DIRECTORY is a node_modules that has @octokit/openapi and @octokit/openapi-webhooks. The extract keeps what the
 * sandbox serves, as plain JSON Schema: `nullable` becomes a union with null, prose and examples go.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENTED } from './documented.ts';
import { OPERATIONS, WEBHOOKS } from './selection.ts';

type Json = Record<string, unknown>;

const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'summary',
]);

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `properties` maps names to schemas: there, `title` and `description` are names of properties. */
function toJsonSchema(node: unknown, namesAreKeys = false): unknown {
  if (Array.isArray(node)) return node.map((child) => toJsonSchema(child));
  if (!isObject(node)) return node;
  const result: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (
      !namesAreKeys &&
      (PROSE.has(key) || key.startsWith('x-') || key === 'nullable' || key === 'discriminator')
    )
      continue;
    result[key] =
      key === 'enum' || key === 'default' || key === 'required'
        ? value
        : toJsonSchema(value, !namesAreKeys && key === 'properties');
  }
  if (namesAreKeys || node.nullable !== true) return result;
  if (Array.isArray(result.enum)) result.enum = [...new Set([...result.enum, null])];
  if (typeof result.type === 'string') return { ...result, type: [result.type, 'null'] };
  return { anyOf: [result, { type: 'null' }] };
}

function dereference(document: Json, node: unknown): Json {
  if (!isObject(node)) throw new Error('expected an object');
  if (typeof node.$ref !== 'string') return node;
  const target = node.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (isObject(at) ? at[part] : undefined), document);
  return dereference(document, target);
}

/** The schema of a request or response body; `null` for one without content. */
function bodySchema(document: Json, holder: unknown): unknown {
  const content = dereference(document, holder).content;
  if (!isObject(content)) return null;
  const media = content['application/json'] ?? Object.values(content)[0];
  return isObject(media) ? toJsonSchema(media.schema ?? {}) : null;
}

function extractOperation(document: Json, method: string, path: string, operation: Json): Json {
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters : []).map((parameter) => {
    const { name, in: place, required, schema } = dereference(document, parameter);
    return { name, in: place, required: required === true, schema: toJsonSchema(schema) };
  });
  const responses = Object.entries(isObject(operation.responses) ? operation.responses : {}).map(
    ([status, response]) => [status, bodySchema(document, response)],
  );
  const body = operation.requestBody === undefined ? undefined : dereference(document, operation.requestBody);
  return {
    method: method.toUpperCase(),
    path,
    parameters,
    ...(body ? { body: { required: body.required === true, schema: bodySchema(document, body) } } : {}),
    responses: Object.fromEntries(responses),
  };
}

/** The components that the given parts refer to, directly or through each other. */
function reachableSchemas(document: Json, roots: unknown): Json {
  const schemas =
    isObject(document.components) && isObject(document.components.schemas) ? document.components.schemas : {};
  const found: Json = {};
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (!isObject(node)) return;
    if (typeof node.$ref === 'string') {
      const name = node.$ref.replace('#/components/schemas/', '');
      if (!(name in found)) {
        found[name] = toJsonSchema(schemas[name]);
        visit(found[name]);
      }
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(roots);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => a.localeCompare(b)));
}

function readPackage(modules: string, name: string): { source: Json; document: Json } {
  const directory = join(modules, name);
  const read = (file: string): Json => JSON.parse(readFileSync(join(directory, file), 'utf8')) as Json;
  return {
    source: { package: name, version: read('package.json').version, file: 'generated/api.github.com.json' },
    document: read('generated/api.github.com.json'),
  };
}

function write(name: string, extract: Json): void {
  writeFileSync(join(import.meta.dirname, name), `${JSON.stringify(extract)}\n`);
}

/** Where GitHub's description is not what GitHub's documentation says. */
function correct(operations: Json): void {
  // The account of a listed installation is described as a user and an enterprise at once.
  const list = operations['apps/list-installations'];
  if (isObject(list)) {
    list.responses = { 200: { type: 'array', items: { $ref: '#/components/schemas/installation' } } };
  }
  // A range in the syntax of GitHub's search, which is described as one time.
  for (const id of ['actions/list-workflow-runs', 'actions/list-workflow-runs-for-repo']) {
    const list = operations[id];
    const parameters = isObject(list) && Array.isArray(list.parameters) ? list.parameters : [];
    const created: unknown = parameters.find((one: unknown) => isObject(one) && one.name === 'created');
    if (isObject(created)) created.schema = { type: 'string' };
  }
  // One of two errors, exactly, of which the first allows everything that the second is.
  const write = operations['repos/create-or-update-file-contents'];
  if (isObject(write) && isObject(write.responses) && isObject(write.responses[409])) {
    write.responses[409] = { anyOf: write.responses[409].oneOf };
  }
}

/** Where GitHub's description of a part of answers is not what GitHub answers. */
function correctSchemas(schemas: Json): void {
  // A label without a description has null there, in pull requests as in issues.
  for (const name of ['pull-request', 'pull-request-simple']) {
    const at = ['properties', 'labels', 'items', 'properties', 'description'];
    const description = at.reduce<unknown>(
      (node, key) => (isObject(node) ? node[key] : undefined),
      schemas[name],
    );
    if (isObject(description)) description.type = ['string', 'null'];
  }
}

function extractRest(modules: string): void {
  const { source, document } = readPackage(modules, '@octokit/openapi');
  const operations: Json = {};
  for (const [path, item] of Object.entries(document.paths as Json)) {
    for (const [method, operation] of Object.entries(item as Json)) {
      if (!isObject(operation) || typeof operation.operationId !== 'string') continue;
      if (!OPERATIONS.includes(operation.operationId)) continue;
      operations[operation.operationId] = extractOperation(document, method, path, operation);
    }
  }
  correct(operations);
  Object.assign(operations, DOCUMENTED);
  const missing = OPERATIONS.filter((id) => !(id in operations));
  if (missing.length > 0) throw new Error(`not in GitHub's description: ${missing.join(', ')}`);
  // Every operation may answer with an error that its own list leaves out.
  const roots = [operations, { $ref: '#/components/schemas/basic-error' }];
  const schemas = reachableSchemas(document, roots);
  correctSchemas(schemas);
  write('rest.json', { source, operations, components: { schemas } });
}

function extractWebhooks(modules: string): void {
  const { source, document } = readPackage(modules, '@octokit/openapi-webhooks');
  const described = document.webhooks as Json;
  const webhooks: Json = {};
  for (const name of WEBHOOKS) {
    const post = isObject(described[name]) ? described[name].post : undefined;
    if (!isObject(post)) throw new Error(`not in GitHub's description: ${name}`);
    webhooks[name] = bodySchema(document, post.requestBody);
  }
  write('webhooks.json', { source, webhooks, components: { schemas: reachableSchemas(document, webhooks) } });
}

const [modules] = process.argv.slice(2);
if (modules === undefined) throw new Error('usage: extract.ts DIRECTORY (a node_modules)');
extractRest(modules);
extractWebhooks(modules);
