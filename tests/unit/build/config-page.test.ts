import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { configPage } from '../../../src/build/generators/config-page.ts';
import { typeName } from '../../../src/build/generators/schema-type-name.ts';
import { shippedAgents } from '../../../src/core/agents/shipped-agents.ts';
import { parseConfig } from '../../../src/core/config/parse-config.ts';
import { configSchemaOf } from '../../../src/core/config/schema.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BOARDS: Readonly<Record<string, object>> = {
  'github-labels': { type: 'github-labels' },
  'github-projects': { type: 'github-projects', owner: 'acme', number: 1 },
};

const ENGINES: Readonly<Record<string, object>> = {
  command: { engine: 'command', command: 'x' },
  claude: { engine: 'claude', model: 'x' },
  codex: { engine: 'codex', model: 'x' },
  gemini: { engine: 'gemini', model: 'gemini-3.1-pro-preview' },
};

interface Row {
  /** From the top of the file. */
  readonly path: readonly string[];
  /** Of the board, or the engine, in a table about one kind of them. */
  readonly kind: string | undefined;
  readonly meaning: string;
  readonly example: string;
}

const rows: readonly Row[] = (await configPage.render(ROOT, ''))
  .split(/^## /m)
  .slice(1)
  .flatMap((section) => {
    const [title = ''] = section.split('\n');
    const lines = [...section.matchAll(/^\| `([\w-]+)` \| (.*) \| (.*) \| (.*) \| `(.*)` \|$/gm)];
    return title.split(' and ').flatMap((mapping) => {
      const above = /^`([\w.-]+)`/.exec(mapping)?.[1]?.split('.') ?? [];
      const kinds = [...mapping.matchAll(/`(?:type|engine): ([\w-]+)`/g)].map(([, kind]) => kind);
      return (kinds.length === 0 ? [undefined] : kinds).flatMap((kind) =>
        lines.map(([, key = '', , , meaning = '', example = '']) => {
          return { path: [...above, key], kind, meaning, example };
        }),
      );
    });
  });

/** A configuration with the example in its place. */
function configWith({ path, kind = '', example }: Row): string {
  const config: Record<string, unknown> = {
    version: 1,
    project: 'web',
    board: structuredClone(BOARDS[kind] ?? BOARDS['github-labels']),
    agents: {
      'backlog-manager': { ...ENGINES[kind], triggers: {} },
      implementation: {
        ...(ENGINES[kind] ?? ENGINES['command']),
        setup: { command: 'npm ci' },
        triggers: {},
      },
    },
  };
  const place = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, config);
  Object.assign(place, parse(example));
  return stringify(config);
}

describe('the page on the configuration', () => {
  test('has every key of the schema, and says what it means', () => {
    const known = keysOf(z.toJSONSchema(configSchemaOf(shippedAgents), { target: 'draft-7', io: 'input' }));
    expect(new Set(rows.map(({ path }) => path.join('.')))).toEqual(new Set(known));
    expect(rows.filter(({ meaning }) => meaning === '')).toEqual([]);
  });

  test.each(rows.map((row) => [row.path.join('.'), row.kind ?? 'any kind', row] as const))(
    'shows a %s, of %s, that is accepted',
    (_path, _kind, row) => {
      expect(parseConfig(configWith(row), { owner: 'acme', repository: 'web' })).toMatchObject({
        kind: 'valid',
      });
    },
  );
});

type Json = z.core.JSONSchema.BaseSchema;

/** Paths of the keys, but for the stages below `states`. */
function keysOf(schema: Json, above = ''): readonly string[] {
  if (schema.oneOf) return schema.oneOf.flatMap((variant) => keysOf(variant, above));
  if (above.endsWith('states.')) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => [
    `${above}${key}`,
    ...keysOf(property as Json, `${above}${key}.`),
  ]);
}

test.each<[Json, string]>([
  [{ const: 1 }, '`1`'],
  [{ enum: ['act', 'observe'] }, '`act` or `observe`'],
  [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, 'a whole number, 1 or more'],
  [{ type: 'integer', minimum: 1, maximum: 350 }, 'a whole number, 1 to 350'],
  [{ type: 'number', minimum: 0.01, maximum: 10 }, 'a number, 0.01 to 10'],
  [{ type: 'array', items: { type: 'string' } }, 'a list of text'],
])('%j is said in words: %s', (schema, words) => {
  expect(typeName(schema)).toBe(words);
});

test('a type without words is an error, rather than a gap on the page', () => {
  expect(() => typeName({ type: 'null' })).toThrow('there are no words yet');
});
