import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const read = (path: string): unknown =>
  parse(readFileSync(new URL(`../../../.github/${path}`, import.meta.url), 'utf8'));

const stepSchema = z.object({ uses: z.string().optional(), run: z.string().optional() });
const { jobs } = z
  .object({ jobs: z.record(z.string(), z.object({ steps: z.array(stepSchema) })) })
  .parse(read('workflows/ci.yml'));

describe("the repository's own workflow", () => {
  test('fails on an advisory of level high against what is shipped', () => {
    expect(jobs['audit']?.steps.map(({ run }) => run)).toContain('npm audit --omit=dev --audit-level=high');
  });

  test('names every action by its commit', () => {
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses.length).toBeGreaterThan(0);
    for (const one of uses) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });
});

test('Dependabot looks after the packages and the actions', () => {
  expect(read('dependabot.yml')).toMatchObject({
    version: 2,
    updates: [{ 'package-ecosystem': 'npm' }, { 'package-ecosystem': 'github-actions' }],
  });
});
