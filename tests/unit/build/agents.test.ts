import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { readDefinitions } from '../../../src/build/generators/read-definitions.ts';
import { configSchema } from '../../../src/core/config/schema.ts';

const definitions = await readDefinitions(join(import.meta.dirname, '../../..'));

const agentsOfSchema = z.object({
  properties: z.object({
    agents: z.object({
      properties: z.record(
        z.string(),
        z.object({
          properties: z.object({ triggers: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
        }),
      ),
    }),
  }),
});

const configurable = agentsOfSchema.parse(z.toJSONSchema(configSchema, { io: 'input' })).properties.agents
  .properties;

test.each(Object.entries(configurable))(
  '%s is defined with the triggers that the configuration can switch',
  (name, agent) => {
    const definition = definitions.find((one) => one.name === name);
    expect([...(definition?.triggers ?? [])].sort()).toEqual(
      Object.keys(agent.properties.triggers.properties).sort(),
    );
  },
);

test.each(definitions)('$name is told that text from items is data', ({ prompt }) => {
  expect(prompt).toMatch(/\bdata\b/);
});

test('an agent that writes no code cannot write files', () => {
  const writers = definitions.filter(({ tools }) => tools.includes('write_files')).map(({ name }) => name);
  expect(writers).toEqual(['implementation']);
});
